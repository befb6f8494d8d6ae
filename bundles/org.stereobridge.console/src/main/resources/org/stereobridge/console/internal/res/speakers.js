// The table of speakers: a body for each, with a row of figures and, when opened, its equaliser.

import {count, db, inForce, meter, ms, text} from './view.js';
import {equaliser, summary} from './equaliser.js';
import {Bodies} from './tables.js';

const ROWS = ['left', 'right', 'mono'];
const MIX = 'mix';

// command(form) posts the speaker's command; the promise tells whether it was done.
export const speakerTable = (table, none, command) => new Bodies(table, none, id => new Body(id, command));

class Body {

  element = document.createElement('tbody');
  #row = this.element.insertRow();
  #cells = {};
  #name = document.createElement('b');
  #codec = document.createElement('small');
  #latency = document.createElement('span');
  #origin = document.createElement('small');
  #plays = document.createElement('select');
  #mix = input('text', 'Left and right part, such as 0.7,0.3');
  #gain = input('number', 'Gain in dB', -60, 12, 0.5);
  #here = document.createElement('small');
  #trim = input('number', 'Trim in ms', -100, 100, 0.1);
  #meter = document.createElement('div');
  #level = document.createElement('output');
  #openEq = document.createElement('button');
  #speaker;
  #send;

  constructor(id, command) {
    this.#send = form => command({id, ...form});
    for (const name of ['name', 'plays', 'gain', 'eq', 'level', 'latency', 'delay', 'trim', 'queue', 'packets',
      'refused', 'skipped', 'limited']) {
      this.#cells[name] = this.#row.insertCell();
    }
    this.#cells.name.className = 'name';
    this.#cells.name.append(this.#name, this.#codec);
    this.#cells.latency.append(this.#latency, this.#origin);
    [...ROWS, MIX].forEach(row => this.#plays.append(new Option(row === MIX ? 'mix…' : row, row)));
    this.#plays.setAttribute('aria-label', 'Plays');
    this.#mix.className = 'mix';
    this.#mix.hidden = true;
    this.#cells.plays.append(this.#plays, ' ', this.#mix);
    this.#cells.gain.append(this.#gain, ' dB');
    this.#cells.trim.append(this.#trim, ' ms', this.#here);
    this.#meter.className = 'meter';
    this.#meter.setAttribute('role', 'meter');
    this.#meter.setAttribute('aria-label', 'Level');
    const level = document.createElement('div');
    level.className = 'with-text';
    level.append(this.#meter, this.#level);
    this.#cells.level.append(level);
    this.#openEq.type = 'button';
    this.#openEq.setAttribute('aria-expanded', 'false');
    this.#cells.eq.append(this.#openEq);
    this.#listen();
  }

  #listen() {
    this.#plays.addEventListener('change', () => {
      if (this.#plays.value === MIX) {
        this.#mix.hidden = false;
        this.#mix.focus();
      } else {
        this.#change(this.#plays, {row: this.#plays.value});
      }
    });
    this.#mix.addEventListener('change', () => this.#change(this.#mix, {row: this.#mix.value}));
    this.#mix.addEventListener('blur', () => this.show(this.#speaker));
    this.#gain.addEventListener('change', () => this.#change(this.#gain, {gainDb: this.#gain.value}));
    this.#trim.addEventListener('change', () => this.#change(this.#trim, {trimMs: this.#trim.value}));
    this.#openEq.addEventListener('click', () => this.#toggleEq());
  }

  // What was refused is replaced by what is in force.
  async #change(control, form) {
    if (!await this.#send(form)) {
      control.blur();
      this.show(this.#speaker);
    }
  }

  #toggleEq() {
    if (this.element.rows.length > 1) {
      this.element.deleteRow(1);
    } else if (this.#speaker.settings) {
      const cell = this.element.insertRow().insertCell();
      cell.colSpan = this.#row.cells.length;
      cell.append(equaliser(this.#speaker.settings.eq, async eq => {
        if (await this.#send({eq}) && this.element.rows.length > 1) {
          this.#toggleEq();
        }
      }));
    }
    this.#openEq.setAttribute('aria-expanded', String(this.element.rows.length > 1));
  }

  show(speaker) {
    this.#speaker = speaker;
    const cells = this.#cells;
    const settings = speaker.settings;
    [this.#plays, this.#mix, this.#gain, this.#trim, this.#openEq].forEach(control => control.disabled = !settings);
    text(this.#name, speaker.name);
    text(this.#codec, speaker.label + ' · ' + speaker.codecName
      + (speaker.qualityStep > 0 ? ' · quality step ' + speaker.qualityStep : '')
      + (speaker.standsIn ? ' · stands in: plays both channels' : ''));
    cells.name.title = speaker.name + ' (' + speaker.id + ')';
    this.#showRow(speaker.row);
    inForce(this.#gain, settings ? settings.gainDb : speaker.gainDb);
    inForce(this.#trim, settings ? settings.trimNs / 1e6 : 0);
    text(this.#here, speaker.trimHereNs === null ? '' : 'here ' + ms(speaker.trimHereNs) + ' instead');
    meter(this.#meter, speaker.levelDb);
    text(this.#level, db(speaker.levelDb));
    text(this.#latency, ms(speaker.latencyNs));
    text(this.#origin, speaker.latencyText
      + (speaker.residualNs > 0 ? ', plays ' + ms(speaker.residualNs) + ' late' : ''));
    cells.latency.classList.toggle('alarm', speaker.residualNs > 0 || speaker.latencyState === 'STALE');
    text(cells.delay, ms(speaker.delayNs));
    text(cells.queue, count(speaker.queuedPackets));
    text(cells.packets, count(speaker.packets));
    text(cells.refused, count(speaker.refusedPackets));
    cells.refused.classList.toggle('alarm', speaker.refusedPackets > 0);
    text(cells.skipped, ms(1e9 * speaker.skippedFrames / speaker.rateHz));
    cells.skipped.classList.toggle('alarm', speaker.skippedFrames > 0);
    text(cells.limited, count(speaker.limitedFrames));
    text(this.#openEq, settings ? summary(settings.eq) : '–');
  }

  #showRow(row) {
    if (document.activeElement === this.#plays || document.activeElement === this.#mix) {
      return;
    }
    const isNamed = ROWS.includes(row);
    inForce(this.#plays, isNamed ? row : MIX);
    this.#mix.hidden = isNamed;
    inForce(this.#mix, isNamed ? '' : row);
  }
}

function input(type, label, min, max, step) {
  const made = document.createElement('input');
  made.type = type;
  made.setAttribute('aria-label', label);
  made.title = label;
  if (min !== undefined) {
    Object.assign(made, {min, max, step});
  }
  return made;
}
