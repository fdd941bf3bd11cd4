// What every page of the device does alike: ask it, say text, remember light or dark. Text only ever becomes text, never HTML.
'use strict';

const $ = (id) => document.getElementById(id);

// The first page is the device's root, the others lie below it in page/; a reverse proxy may serve all of them below a path of its own.
const ROOT = document.currentScript.getAttribute('src').startsWith('page/') ? '' : '../';
const device = (path) => ROOT + path.replace(/^\//, '');

// The device refuses changes without this header: another site cannot send it without the device's consent.
const OURS = { 'X-Hybridface': 'page' };

async function ask(path, options = {}) {
  const response = await fetch(device(path), { ...options, headers: { ...OURS, ...options.headers }, cache: 'no-store' });
  if (response.status === 401) {
    // The session ended with the device's last run: the page asks for the token again.
    location.assign(ROOT || './');
  }
  const type = response.headers.get('Content-Type') || '';
  const body = type.includes('json') ? await response.json() : {};
  if (!response.ok) {
    throw new Error(body.error || `the device answered ${response.status}`);
  }
  return body;
}

const send = (path, method, body) => ask(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

// With "seen", which edition of the person the page showed, nobody overwrites what another tab has said meanwhile.
const correctFace = (key, correction) => send(`api/faces/${encodeURIComponent(key)}/corrections`, 'POST', correction);
const nameFace = (key, name, seen) => send(`api/faces/${encodeURIComponent(key)}/name`, 'PUT', { name, seen });
const undoCorrection = (id) => ask(`api/corrections/${encodeURIComponent(id)}/undo`, { method: 'POST' });

// How names are compared by whoever looks for one: as SearchedName does on the device.
const LETTERS = { ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ħ: 'h', ς: 'σ', '‘': "'", '’': "'", '‐': '-', '–': '-' };
const plain = (words) => words.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toUpperCase().toLowerCase()
  .replace(/[łøđæœþðħς‘’‐–]/g, (letter) => LETTERS[letter]);

// Asks first; undefined when nothing is to be erased after all.
async function eraseEverywhere(key, who) {
  return confirm(`Erase ${who} everywhere: photos, names and visits, here and in the cloud, on every device? This cannot be undone.`)
    ? ask(`api/faces/${encodeURIComponent(key)}/erasure`, { method: 'POST' }) : undefined;
}

// Works now and again while somebody looks, at once when a tab comes to the front, and tells each time whether the device answered.
function every(millis, work, reached) {
  let timer;
  let working = false;
  const turn = async () => {
    if (working) {
      return;
    }
    working = true;
    clearTimeout(timer);
    if (!document.hidden) {
      try {
        await work();
        reached(true);
      } catch (error) {
        reached(false, error);
      }
    }
    working = false;
    timer = setTimeout(turn, millis);
  };
  document.addEventListener('visibilitychange', () => document.hidden || turn());
  turn();
}

function text(element, value) {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

function ago(then) {
  const seconds = Math.max(0, Math.round((Date.now() - then) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return then.toLocaleDateString();
}

if (localStorage.getItem('theme')) {
  document.documentElement.dataset.theme = localStorage.getItem('theme');
}
$('theme')?.addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('theme', root.dataset.theme);
});
