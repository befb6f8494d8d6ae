// A table with a body for each item, which stays the same element while the item is there.

export class Bodies {

  #table;
  #none;
  #make;
  #bodies = new Map();

  // none is shown where there are no items. make(id) gives {element, show(item)}.
  constructor(table, none, make) {
    this.#table = table;
    this.#none = none;
    this.#make = make;
  }

  show(items) {
    this.#none.hidden = items.length > 0;
    this.#table.hidden = items.length === 0;
    const present = new Set(items.map(item => item.id));
    for (const [id, body] of this.#bodies) {
      if (!present.has(id)) {
        body.element.remove();
        this.#bodies.delete(id);
      }
    }
    items.forEach((item, index) => {
      let body = this.#bodies.get(item.id);
      if (!body) {
        body = this.#make(item.id);
        this.#bodies.set(item.id, body);
      }
      // The header is the table's first child.
      if (this.#table.children[index + 1] !== body.element) {
        this.#table.insertBefore(body.element, this.#table.children[index + 1] ?? null);
      }
      body.show(item);
    });
  }
}
