// The words that the scripts of the pages have in common; the first part of app.js and composer.js.

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const on = (name, listener, options) => document.addEventListener(name, listener, options);
/** As people seek: without accents and case. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
