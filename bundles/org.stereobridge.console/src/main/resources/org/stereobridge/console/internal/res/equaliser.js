// The editor of one speaker's equaliser: five bands, each off or of a shape.

const BANDS = 5;
const SHAPES = ['off', 'low-shelf', 'peak', 'high-shelf'];

// apply gets the bands as the bridge reads them, ['flat'] for none.
export function equaliser(eq, apply) {
  const form = document.createElement('form');
  form.className = 'bands';
  const bands = [];
  for (let index = 0; index < BANDS; index++) {
    bands.push(band(form, index, eq[index]));
  }
  const buttons = document.createElement('span');
  buttons.append(button('Apply', 'submit'), ' ', button('Flat', 'button', () => apply(['flat'])));
  form.append(buttons);
  form.addEventListener('submit', event => {
    event.preventDefault();
    const texts = bands.map(text => text()).filter(text => text !== null);
    apply(texts.length > 0 ? texts : ['flat']);
  });
  return form;
}

export function summary(eq) {
  const bands = eq.length;
  return bands === 0 ? 'flat' : bands === 1 ? '1 band' : bands + ' bands';
}

function band(form, index, now) {
  const set = document.createElement('fieldset');
  const shape = document.createElement('select');
  shape.setAttribute('aria-label', 'Shape of band ' + (index + 1));
  SHAPES.forEach(name => shape.append(new Option(name, name)));
  shape.value = now ? now.shape.toLowerCase().replace('_', '-') : 'off';
  const hz = number('Hz', index, 20, 20000, 'any', now ? now.frequencyHz : [100, 300, 1000, 3000, 8000][index]);
  const db = number('dB', index, -18, 18, 0.1, now ? now.gainDb : 0);
  const q = number('Q', index, 0.1, 10, 0.1, now ? now.q : 1);
  set.append(shape, hz, ' Hz', db, ' dB, Q ', q);
  const enable = () => [hz, db, q].forEach(input => input.disabled = shape.value === 'off');
  shape.addEventListener('change', enable);
  enable();
  form.append(set);
  return () => shape.value === 'off' ? null : [shape.value, hz.value, db.value, q.value].join(',');
}

function number(what, index, min, max, step, value) {
  const input = document.createElement('input');
  Object.assign(input, {type: 'number', min, max, step, value, required: true});
  input.setAttribute('aria-label', what + ' of band ' + (index + 1));
  return input;
}

function button(text, type, click) {
  const made = document.createElement('button');
  made.type = type;
  made.textContent = text;
  if (click) {
    made.addEventListener('click', click);
  }
  return made;
}
