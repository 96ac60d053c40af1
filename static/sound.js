// A soft tone when one ticket more is unread; only for people who asked for it.
(() => {
  const badge = document.getElementById("unread-total");
  if (!badge) return;
  const count = () => Number.parseInt(badge.firstElementChild?.textContent || "0", 10);
  let audio;
  let last = count();

  new MutationObserver(() => {
    const now = count();
    if (now > last) chime();
    last = now;
  }).observe(badge, { childList: true, characterData: true, subtree: true });

  function chime() {
    audio ??= new AudioContext();
    for (const [index, pitch] of [660, 880].entries()) {
      const at = audio.currentTime + index * 0.14;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(0.08, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.4);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.45);
    }
  }
})();
