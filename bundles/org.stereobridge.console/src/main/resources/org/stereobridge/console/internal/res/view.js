// Small parts that the page is made of. Text from the bridge only ever becomes text, never markup.

const FLOOR_DB = -60;

export const byId = id => document.getElementById(id);

export function text(element, value) {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

export const count = value => value.toLocaleString('en-US');
export const ms = ns => (ns / 1e6).toFixed(1) + ' ms';
export const db = value => value === null ? '–' : value <= -119.95 ? 'silent' : value.toFixed(1) + ' dB';

// Terms and values, alarming where they are not what they should be. entries: [term, value, isAlarm?]
export function figures(list, entries) {
  if (list.children.length !== entries.length) {
    list.replaceChildren(...entries.map(() => {
      const pair = document.createElement('div');
      pair.append(document.createElement('dt'), document.createElement('dd'));
      return pair;
    }));
  }
  entries.forEach(([term, value, isAlarm], index) => {
    const [dt, dd] = list.children[index].children;
    text(dt, term);
    text(dd, value);
    dd.classList.toggle('alarm', Boolean(isAlarm));
  });
}

export function meter(element, value) {
  if (!element.firstChild) {
    element.append(document.createElement('i'));
    element.setAttribute('aria-valuemin', FLOOR_DB);
    element.setAttribute('aria-valuemax', 0);
  }
  const level = Math.min(0, Math.max(FLOOR_DB, value ?? FLOOR_DB));
  element.firstChild.style.transform = 'scaleX(' + (level / FLOOR_DB) + ')';
  element.setAttribute('aria-valuenow', level.toFixed(0));
}

// Shows what is in force, unless the owner is at it.
export function inForce(control, value) {
  if (document.activeElement !== control && control.value !== String(value)) {
    control.value = value;
  }
}
