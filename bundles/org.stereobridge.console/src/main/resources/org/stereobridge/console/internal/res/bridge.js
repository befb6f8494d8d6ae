// Asks the bridge twice a second what it does, shows it, and sends the owner's commands.

import {byId, count, db, figures, inForce, meter, ms, text} from './view.js';
import {showAir} from './air.js';
import {Plots} from './plots.js';
import {JournalView} from './journal.js';
import {RadioView} from './radio.js';
import {speakerTable} from './speakers.js';

const POLL_MS = 500;
const HIDDEN_POLL_MS = 2000;
const TIMEOUT_MS = 4000;
const REFUSAL_MS = 10000;

const STATES = {
  NO_SOURCE: 'Waiting for a source',
  NO_SPEAKERS: 'Waiting for speakers',
  IDLE: 'Idle: the source sends nothing',
  PLAYING: 'Playing'
};

// The web console's header sets pluginRoot. Without the origin, an address with a password in it would be asked.
const root = location.origin + pluginRoot;
const plots = new Plots(byId('skew-plot'), byId('buffer-plot'));
const speakers = speakerTable(byId('speakers'), byId('no-speakers'), form => command('speaker', form));
const radio = new RadioView(form => command('radio', form));
const journal = new JournalView(() => ask('journal.json'));
let lostAt = null;
let refusalTimer;
let commands = Promise.resolve();

async function ask(what) {
  const response = await fetch(root + '/' + what, {cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS)});
  if (!response.ok) {
    throw new Error(response.status === 401 ? 'the login is not accepted any more: load the page anew'
      : 'the web console answers ' + response.status);
  }
  return response.json();
}

async function poll() {
  try {
    show(await ask('status.json'));
    connection(null);
  } catch (error) {
    connection(error);
  }
  setTimeout(poll, document.hidden ? HIDDEN_POLL_MS : POLL_MS);
}

function connection(error) {
  byId('connection').hidden = error === null;
  byId('bridge').classList.toggle('stale', error !== null);
  if (error === null) {
    lostAt = null;
    return;
  }
  if (lostAt === null) {
    lostAt = new Date();
    plots.add(null, null, null);
  }
  const why = error.name === 'TypeError' ? 'the bridge is not reached'
    : error.name === 'TimeoutError' ? 'the bridge does not answer' : error.message;
  text(byId('connection'), 'Connection lost at ' + lostAt.toLocaleTimeString('en-GB') + ': ' + why
    + '. The figures below are old. Trying again…');
}

// One after the other: each changes a part of what is in force then.
function command(what, form) {
  commands = commands.then(() => post(what, form));
  return commands;
}

async function post(what, form) {
  const body = new URLSearchParams();
  Object.entries(form).forEach(([name, values]) => [values].flat().forEach(value => body.append(name, value)));
  try {
    const response = await fetch(root + '/' + what, {method: 'POST', body, headers: {'X-Stereobridge-Command': '1'}});
    refusal(response.ok ? null : (await response.json()).error);
    return response.ok;
  } catch (error) {
    refusal('the bridge was not reached');
    return false;
  }
}

function refusal(why) {
  clearTimeout(refusalTimer);
  byId('refusal').hidden = why === null;
  if (why !== null) {
    text(byId('refusal'), 'Not done: ' + why);
    refusalTimer = setTimeout(() => refusal(null), REFUSAL_MS);
  }
}

function show(status) {
  const state = byId('state');
  text(state, STATES[status.state] ?? 'The router is not running');
  state.className = status.state === 'PLAYING' ? 'playing' : status.state === null ? 'away' : '';
  showFigures(status);
  radio.show(status.radio);
  showInput(status.input);
  showProgramme(status.programme);
  speakers.show(status.speakers);
  showAir(status.air);
  journal.show(status.journalChanges);
  showSkew(status.skew);
  const seen = status.skew.find(probe => probe.ns !== null);
  plots.add(seen ? seen.ns : null, status.input ? status.input.bufferNs : null,
    status.input ? status.input.targetNs : null);
}

function showFigures(status) {
  const {loop, process} = status;
  figures(byId('figures'), [
    ['Added latency p50', loop ? ms(loop.addedLatencyP50Ns) : '–'],
    ['Added latency p99', loop ? ms(loop.addedLatencyP99Ns) : '–'],
    ['Packets in', loop ? count(loop.packetsIn) : '–'],
    ['Packets out', loop ? count(loop.packetsOut) : '–'],
    ['Gaps', loop ? count(loop.gaps) : '–', loop && loop.gaps > 0],
    ['Failures', loop ? count(loop.failures) : '–', loop && loop.failures > 0],
    ['Quality', loop ? quality(status.speakers, loop) : '–', status.speakers.some(one => one.qualityStep > 0)],
    ['Audio thread', status.care === null ? '–' : status.care],
    ['CPU', process.cpuPercent === null ? '–' : process.cpuPercent.toFixed(1) + ' % of a core'],
    ['Memory', process.rssBytes === null ? '–' : (process.rssBytes / 1048576).toFixed(0) + ' MiB']
  ]);
}

function quality(speakers, loop) {
  const step = Math.max(0, ...speakers.map(speaker => speaker.qualityStep));
  const now = step === 0 ? 'best' : 'step ' + step;
  return loop.qualityChanges === 0 ? now
    : now + ', ' + count(loop.qualityChanges) + ' changes, last for ' + loop.qualityReason.toLowerCase();
}

function showInput(input) {
  byId('input').hidden = input === null;
  text(byId('input-name'), input === null ? 'No source is connected.' : input.name);
  if (input === null) {
    return;
  }
  meter(byId('left'), input.leftDb);
  text(byId('left-db'), db(input.leftDb));
  meter(byId('right'), input.rightDb);
  text(byId('right-db'), db(input.rightDb));
  figures(byId('input-figures'), [
    ['Codec', input.label + ' · ' + input.codecName],
    ['Rate', count(input.rateHz) + ' Hz'],
    ['Packets', count(input.packets)],
    ['Lost', count(input.lostPackets), input.lostPackets > 0],
    ['Dropped', count(input.droppedPackets), input.droppedPackets > 0],
    ['Bad frames', count(input.badCodecFrames), input.badCodecFrames > 0],
    ['Jitter', ms(input.jitterNs)],
    ['Buffer', ms(input.bufferNs)],
    ['Target', ms(input.targetNs)],
    ['Drift', input.driftPpm === null ? '–' : (input.driftPpm > 0 ? '+' : '') + input.driftPpm.toFixed(1) + ' ppm']
  ]);
}

function showProgramme(programme) {
  ['mode', 'masterDb', 'balance'].forEach(name => {
    byId(name).disabled = programme === null;
    if (programme !== null) {
      inForce(byId(name), programme[name]);
    }
  });
  byId('isEquallyLoud').disabled = programme === null;
  byId('isEquallyLoud').checked = programme !== null && programme.isEquallyLoud;
  showProgrammeText();
}

function showProgrammeText() {
  text(byId('masterDb-text'), Number(byId('masterDb').value).toFixed(1) + ' dB');
  const balance = Number(byId('balance').value);
  text(byId('balance-text'), balance === 0 ? 'middle'
    : Math.round(Math.abs(balance) * 100) + ' % to the ' + (balance < 0 ? 'left' : 'right'));
}

function showSkew(probes) {
  byId('skew-plot').hidden = probes.length === 0;
  text(byId('skew-now'), probes.length === 0 ? 'Nothing sees what the speakers really play.'
    : probes.map(probe => (probe.ns === null ? 'nothing to compare' : (probe.ns / 1e3).toFixed(1) + ' µs')
      + ' (' + probe.origin + ')').join('; '));
}

['mode', 'masterDb', 'balance'].forEach(name => {
  byId(name).addEventListener('input', showProgrammeText);
  byId(name).addEventListener('change', () => command('programme', {[name]: byId(name).value}));
});
byId('isEquallyLoud').addEventListener('change',
  () => command('programme', {isEquallyLoud: byId('isEquallyLoud').checked}));

poll();
