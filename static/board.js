// The board: dragging and the arrow keys press the buttons of a card's own menu.

(() => {
  const columns = ["new", "assigned", "pending", "escalated"];
  const cardOf = (element) => element?.closest?.("[data-card]");
  const columnOf = (element) => element?.closest?.("[data-column]");
  let dragged = null;
  let kept = null;

  const move = (card, to) => {
    kept = card.id;
    card.querySelector(`button[name="to"][value="${to}"]`)?.click();
  };

  document.addEventListener("dragstart", (event) => {
    dragged = cardOf(event.target);
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", `#${dragged.dataset.card}`);
    dragged.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const column = columnOf(event.target);
    if (!dragged || !column) return;
    event.preventDefault();
    mark(column);
  });
  document.addEventListener("drop", (event) => {
    const column = columnOf(event.target);
    if (!dragged || !column) return;
    event.preventDefault();
    if (column !== columnOf(dragged)) move(dragged, column.dataset.column);
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    mark(null);
  });

  function mark(over) {
    for (const column of document.querySelectorAll("[data-column]"))
      column.classList.toggle("is-over", column === over);
  }

  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };

  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const card = event.target.matches?.(".board-link") && cardOf(event.target);
    if (!step || !card || event.ctrlKey || event.altKey || event.metaKey) return;
    const column = columnOf(card);
    const isSideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const at = columns.indexOf(column.dataset.column);
    if (event.shiftKey) {
      if (!isSideways || document.body.dataset.shortcuts !== "on" || !columns[at + step]) return;
      event.preventDefault();
      return move(card, columns[at + step]);
    }
    event.preventDefault();
    focus(isSideways ? beside(card, column, at, step) : within(column, card, step));
  });

  const cardsOf = (column) => [...(column?.querySelectorAll("[data-card]") ?? [])];

  function within(column, card, step) {
    const cards = cardsOf(column);
    return cards[cards.indexOf(card) + step];
  }

  /** The next column that shows a card; at the same height where there is one. */
  function beside(card, column, at, step) {
    const height = cardsOf(column).indexOf(card);
    for (let next = at + step; columns[next]; next += step) {
      const cards = cardsOf(document.getElementById(`column-${columns[next]}`));
      const found = cards[Math.min(height, cards.length - 1)];
      if (found?.checkVisibility()) return found;
    }
  }

  function focus(card) {
    card?.querySelector(".board-link")?.focus();
  }

  /** A moved card stands elsewhere now: who moved it stays with it. */
  document.addEventListener("htmx:finally:swap", () => {
    const card = kept && document.getElementById(kept);
    if (!card) return;
    kept = null;
    focus(card);
  });
})();
