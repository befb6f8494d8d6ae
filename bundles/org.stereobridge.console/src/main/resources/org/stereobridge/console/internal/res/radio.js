// The radio: what keeps it from working, the pairing window, the scan, its devices, what the source plays.

import {byId, text} from './view.js';
import {Bodies} from './tables.js';

const ROLES = {SOURCE: 'source', SPEAKER: 'speaker', STRANGER: 'found'};
const DUTIES = {SOURCE: 'the source', SPEAKERS: 'speakers'};
const LINKS = {
  APART: 'not connected',
  PAIRING: 'pairing…',
  CONNECTING: 'connecting…',
  WAITING: 'not connected, tries again',
  CONNECTED: 'connected',
  STREAMING: 'streaming'
};
const KEYS = ['previous', 'play', 'pause', 'stop', 'next'];

export class RadioView {

  #devices;
  #now;

  // command(form) posts the radio's command.
  constructor(command) {
    this.#devices = new Bodies(byId('devices'), byId('no-devices'), id => new Device(id, command));
    byId('pair').addEventListener('click',
      () => command({command: this.#now.pairingWindowNs > 0 ? 'pair-stop' : 'pair'}));
    byId('scan').addEventListener('click', () => command({command: this.#now.isScanning ? 'scan-stop' : 'scan'}));
    byId('keys').append(...KEYS.map(key => button(key, () => command({command: 'press', key}))));
  }

  // radio is null where none takes commands.
  show(radio) {
    byId('radio').hidden = radio === null;
    if (radio === null) {
      return;
    }
    this.#now = radio;
    const isReady = radio.state === 'READY';
    text(byId('radio-state'), radio.problem !== '' ? radio.problem : isReady ? 'Ready' : 'Starting…');
    byId('radio-state').classList.toggle('alarm', radio.problem !== '');
    text(byId('adapters'), radio.adapters.map(adapter).join('; '));
    this.#showSearches(radio, isReady);
    this.#showPlaying(radio);
    this.#devices.show(radio.devices);
  }

  #showSearches(radio, isReady) {
    const leftS = Math.ceil(radio.pairingWindowNs / 1e9);
    byId('pair').disabled = !isReady;
    text(byId('pair'), leftS > 0 ? 'Close the pairing window' : 'Let an Echo or phone pair');
    const seen = radio.adapters.find(one => one.duties.includes('SOURCE'));
    text(byId('pair-text'), leftS === 0 ? '' : 'For ' + leftS + ' s the Echo or phone finds '
      + (seen ? seen.name : 'the bridge') + ' among Bluetooth devices.');
    byId('scan').disabled = !isReady;
    text(byId('scan'), radio.isScanning ? 'Stop looking' : 'Look for speakers');
    text(byId('scan-text'), radio.isScanning ? 'Speakers in pairing mode appear below.' : '');
  }

  #showPlaying(radio) {
    const isThere = radio.devices.some(device => device.role === 'SOURCE'
      && (device.link === 'CONNECTED' || device.link === 'STREAMING'));
    byId('playing').hidden = !isThere;
    const playing = radio.nowPlaying;
    text(byId('title'), playing === null ? '' : playing.title);
    text(byId('artist'), playing === null ? '' : playing.artist);
    text(byId('playing-state'), playing === null ? 'The source does not say what it plays.'
      : playing.isPlaying ? '' : 'paused');
  }
}

function adapter(one) {
  const use = !one.isPowered ? 'switched off' : one.duties.length === 0 ? 'not used'
    : 'for ' + one.duties.map(duty => DUTIES[duty] ?? duty).join(' and ');
  return one.id + ': ' + use;
}

function button(label, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', press);
  return made;
}

class Device {

  element = document.createElement('tbody');
  #name = document.createElement('b');
  #id = document.createElement('small');
  #what = document.createElement('span');
  #remedy = document.createElement('small');
  #cells = {};
  #buttons = {};
  #device;

  constructor(id, command) {
    const row = this.element.insertRow();
    for (const name of ['name', 'role', 'link', 'adapter', 'signal', 'trouble', 'actions']) {
      this.#cells[name] = row.insertCell();
    }
    this.#cells.name.className = 'name';
    this.#cells.name.append(this.#name, this.#id);
    this.#cells.trouble.className = 'trouble';
    this.#cells.trouble.append(this.#what, this.#remedy);
    this.#cells.actions.className = 'actions';
    const post = what => command({command: what, id});
    this.#buttons.add = button('Add', () => post('add'));
    this.#buttons.connect = button('Connect', () => post('connect'));
    this.#buttons.disconnect = button('Disconnect', () => post('disconnect'));
    this.#buttons.forget = button('Forget', () => {
      if (confirm('Forget ' + this.#device.name + '? It must be paired again then.')) {
        post('forget');
      }
    });
    this.#cells.actions.append(...Object.values(this.#buttons));
  }

  show(device) {
    this.#device = device;
    const cells = this.#cells;
    text(this.#name, device.name);
    text(this.#id, device.id);
    cells.name.title = device.name;
    text(cells.role, ROLES[device.role] ?? device.role);
    text(cells.link, LINKS[device.link] ?? device.link);
    text(cells.adapter, device.adapter);
    text(cells.signal, device.rssiDbm === null ? '–' : device.rssiDbm + ' dBm');
    text(this.#what, device.trouble === null ? '' : device.trouble.what);
    text(this.#remedy, device.trouble === null ? '' : device.trouble.remedy);
    cells.trouble.classList.toggle('alarm', device.trouble !== null);
    const isApart = device.link === 'APART' || device.link === 'WAITING';
    const isStranger = device.role === 'STRANGER';
    this.#buttons.add.hidden = !isStranger || device.link !== 'APART';
    this.#buttons.connect.hidden = isStranger || !isApart;
    this.#buttons.disconnect.hidden = isStranger || isApart;
    this.#buttons.forget.hidden = isStranger && !device.isPaired;
  }
}
