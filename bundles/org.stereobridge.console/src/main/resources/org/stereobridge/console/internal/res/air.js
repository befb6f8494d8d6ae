// How the adapters' air is shared out, and which speakers stay silent because it does not suffice.

import {byId, figures, text} from './view.js';

const percent = share => (share * 100).toFixed(0) + ' %';

// An adapter without speakers has none to tell how many would fit.
function carried(adapter) {
  const source = adapter.carriesSource ? ['source'] : [];
  const speakers = adapter.speakers > 0 ? [adapter.speakers + ' of at most ' + adapter.mostSpeakers + ' speakers'] : [];
  return source.concat(speakers).join(' and ');
}

// air is null while the router is away.
export function showAir(air) {
  const adapters = air ? air.adapters : [];
  byId('air').hidden = adapters.length === 0;
  figures(byId('air-figures'), [
    ...adapters.map(adapter => [adapter.id, percent(adapter.share) + ' of at most ' + percent(adapter.limit) + ', '
      + carried(adapter), adapter.share > adapter.limit]),
    ['Quality', air && air.qualityStep > 0 ? 'lowered for all, step ' + air.qualityStep : 'best',
      Boolean(air) && air.qualityStep > 0]
  ]);
  const refused = air ? air.refused : [];
  const list = byId('silent');
  list.hidden = refused.length === 0;
  while (list.children.length > refused.length) {
    list.lastChild.remove();
  }
  while (list.children.length < refused.length) {
    list.append(document.createElement('li'));
  }
  refused.forEach((speaker, index) => text(list.children[index], speaker.name + ' stays silent: ' + speaker.text));
}
