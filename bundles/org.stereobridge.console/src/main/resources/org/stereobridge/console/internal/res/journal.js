// What happened, when, and what was done: asked for when the bridge says that there is something new.

import {byId, count, text} from './view.js';
import {Bodies} from './tables.js';

const SHOWN = 50;
const KINDS = {INFO: '', WARNING: 'warning', ERROR: 'error'};

export class JournalView {

  #entries = new Bodies(byId('entries'), byId('no-entries'), () => new Line());
  #changes = null;
  #ask;

  // ask() fetches the journal.
  constructor(ask) {
    this.#ask = ask;
  }

  // changes is null where there is no journal.
  async show(changes) {
    byId('journal').hidden = changes === null;
    if (changes === null || changes === this.#changes) {
      return;
    }
    this.#changes = changes;
    try {
      const journal = await this.#ask();
      this.#changes = journal.changes;
      this.#entries.show(journal.entries.slice(0, SHOWN).map(entry => ({id: entry.number, ...entry})));
    } catch (error) {
      // Asked for again with the next status.
      this.#changes = null;
    }
  }
}

class Line {

  element = document.createElement('tbody');
  #cells = {};

  constructor() {
    const row = this.element.insertRow();
    for (const name of ['time', 'count', 'kind', 'subject', 'what', 'done']) {
      this.#cells[name] = row.insertCell();
    }
    this.#cells.subject.className = 'name';
    this.#cells.what.className = 'trouble';
    this.#cells.done.className = 'trouble';
  }

  show(entry) {
    const cells = this.#cells;
    text(cells.time, new Date(entry.lastAt).toLocaleString('en-GB'));
    cells.time.title = entry.count > 1 ? 'first at ' + new Date(entry.firstAt).toLocaleString('en-GB') : '';
    text(cells.count, entry.count > 1 ? count(entry.count) + ' times' : '');
    text(cells.kind, KINDS[entry.severity] ?? entry.severity);
    cells.kind.classList.toggle('alarm', entry.severity === 'ERROR');
    text(cells.subject, entry.subject);
    text(cells.what, entry.what);
    text(cells.done, entry.done);
  }
}
