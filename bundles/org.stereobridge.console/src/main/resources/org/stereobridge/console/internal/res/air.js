// How the adapters' air is shared out, and which speakers stay silent because it does not suffice.

import {byId, figures, text} from './view.js';

const percent = share => (share * 100).toFixed(0) + ' %';

// air is null while the router is away.
export function showAir(air) {
  const adapters = air ? air.adapters : [];
  byId('air').hidden = adapters.length === 0;
  figures(byId('air-figures'), [
    ...adapters.map(adapter => [adapter.id, percent(adapter.share) + ' of at most ' + percent(adapter.limit)
      + (adapter.carriesSource ? ', source and ' : ', ') + adapter.speakers + ' of at most ' + adapter.mostSpeakers
      + ' speakers', adapter.share > adapter.limit]),
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
