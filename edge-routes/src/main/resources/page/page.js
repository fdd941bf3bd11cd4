// The page asks the device for people and status, and sends what a person says of a face. Text only ever becomes text, never HTML.
'use strict';

const PEOPLE_EVERY_MS = 1000;
const STATUS_EVERY_MS = 2000;
const VIDEO_AGAIN_MS = 2000;
const cards = new Map();

// --- whether the device answers

let wasReachable = true;
function reachable(now) {
  if (now && !wasReachable) {
    startVideo();
  }
  if (!now) {
    problems([{ check: 'page', message: 'The device does not answer. Is the program running? This page goes on by itself when it is.' }]);
  }
  wasReachable = now;
}

// --- the video

// With one camera whatever comes is shown; with several each has a video of its own.
let cameraNames = [];

function videoOf(name) {
  return `stream?since=${Date.now()}${name ? `&camera=${encodeURIComponent(name)}` : ''}`;
}

function startVideo() {
  $('video').src = videoOf(cameraNames[0]);
  $('more-videos').replaceChildren(...cameraNames.slice(1).map((name) => {
    const figure = document.createElement('figure');
    const video = document.createElement('img');
    video.alt = `Live video of ${name}`;
    video.src = videoOf(name);
    const caption = document.createElement('figcaption');
    caption.textContent = name;
    figure.append(video, caption);
    return figure;
  }));
}

function showVideos(cameras) {
  const names = cameras.length > 1 ? cameras.map((camera) => camera.camera) : [];
  if (names.join('\n') !== cameraNames.join('\n')) {
    cameraNames = names;
    startVideo();
  }
}

$('video').addEventListener('error', () => setTimeout(startVideo, VIDEO_AGAIN_MS));

// --- people

// A name that somebody gave, here or elsewhere, was compared with nothing; the cloud tells it with this similarity.
const GIVEN_BY_HAND = 100;

const STATE_WORDS = { named: 'named', enrolled: 'no name yet', pending: 'not known yet', probable: 'not certain', rejected: 'photo not usable' };

function showPeople(answer) {
  const known = new Set(answer.faces.map((face) => face.key));
  for (const [key, card] of cards) {
    if (!known.has(key)) {
      card.remove();
      cards.delete(key);
    }
  }
  for (const [list, inView] of [[$('in-view'), true], [$('lately'), false]]) {
    const faces = answer.faces.filter((face) => face.inView === inView);
    // By key in view, so that nobody jumps about; outside as the device tells, the last seen first.
    if (inView) {
      faces.sort((one, other) => one.key.localeCompare(other.key));
    }
    faces.forEach((face, position) => {
      const card = cards.get(face.key) || newCard(face.key);
      update(card, face);
      place(card, list, position);
    });
  }
  const inView = $('in-view').childElementCount;
  const lately = $('lately').childElementCount;
  $('in-view-count').textContent = inView;
  $('lately-count').textContent = lately;
  $('nobody').hidden = inView > 0;
  $('none-lately').hidden = lately > 0;
  document.title = inView ? `${inView} in view` : 'Who is in view';
}

// Moving a card would take the focus out of its form, so one that is being edited stays where it is.
function place(card, list, position) {
  const there = list.children[position];
  if (there !== card && !card.contains(document.activeElement)) {
    list.insertBefore(card, there || null);
  }
}

function newCard(key) {
  const card = $('face').content.firstElementChild.cloneNode(true);
  card.id = `face-${key}`;
  card.querySelector('.edit').addEventListener('click', () => toggle(card));
  card.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    rename(card, key);
  });
  card.querySelector('form').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      toggle(card);
    }
  });
  card.querySelector('.unname').addEventListener('click', () => unname(card, key));
  card.querySelector('.never').addEventListener('click', () => correct(card, key, { do: 'never-ask', never: card.dataset.never !== 'true' }));
  card.querySelector('form').elements.same.addEventListener('change', (event) => correct(card, key, { do: 'merge', with: event.target.value }));
  card.querySelector('.undo').addEventListener('click', () => undo(card));
  card.querySelector('.erase').addEventListener('click', () => erase(card, key));
  card.querySelector('.forget').addEventListener('click', () => forget(card, key));
  cards.set(key, card);
  return card;
}

function update(card, face) {
  card.className = `face ${face.state}`;
  const called = face.name || face.key;
  text(card.querySelector('.label'), face.state === 'probable' ? `probably ${called}` : called);
  card.dataset.name = face.name || '';
  card.dataset.edition = face.edition;
  text(card.querySelector('.detail'), details(face).join(' · '));
  const edit = card.querySelector('.edit');
  text(edit, face.name ? 'Correct' : 'Name');
  card.querySelector('.unname').hidden = !face.name;
  card.dataset.never = String(face.neverAsk);
  text(card.querySelector('.never'), face.neverAsk ? 'Ask again' : 'Never ask');
  edit.setAttribute('aria-label', `${edit.textContent} ${face.name || face.key}`);
  const picture = card.querySelector('.portrait img');
  const photo = face.photo && device(face.photo);
  if (photo && picture.getAttribute('src') !== photo) {
    picture.src = photo;
  }
  picture.hidden = !face.photo;
  picture.alt = `Picture of ${face.name || face.key}`;
  card.querySelector('.blank').hidden = Boolean(face.photo);
}

function details(face) {
  const parts = [];
  if (face.name) {
    parts.push(face.key);
    if (face.state === 'probable') {
      parts.push(STATE_WORDS.probable);
    } else if (face.similarity !== null && face.similarity < GIVEN_BY_HAND) {
      parts.push(`${face.similarity.toFixed(1)} %`);
    }
  } else {
    parts.push(face.waiting ? 'asking the cloud' : STATE_WORDS[face.state] || face.state);
    if (face.reason) {
      parts.push(face.reason.replaceAll('_', ' '));
    }
  }
  if (face.neverAsk) {
    parts.push('never asked about');
  }
  if (face.correcting) {
    parts.push('a correction is on its way');
  }
  if (cameraNames.length && face.camera) {
    parts.push(face.camera);
  }
  if (!face.inView) {
    parts.push(ago(new Date(face.lastSeen)));
  }
  return parts;
}

function toggle(card) {
  const form = card.querySelector('form');
  form.hidden = !form.hidden;
  card.querySelector('.edit').setAttribute('aria-expanded', String(!form.hidden));
  said(card, '');
  if (form.hidden) {
    card.querySelector('.edit').focus();
  } else {
    form.elements.name.value = card.dataset.name;
    card.dataset.seen = card.dataset.edition;
    offerOthers(form.elements.same, card);
    form.elements.name.focus();
    form.elements.name.select();
  }
}

function said(card, message, bad = false) {
  const line = card.querySelector('.said');
  line.textContent = message;
  line.classList.toggle('bad', bad);
}

async function rename(card, key) {
  const input = card.querySelector('form').elements.name;
  try {
    const answer = await nameFace(key, input.value, card.dataset.seen);
    toggle(card);
    // Below the closed form, and there until the next edit: a reason is read after the fact.
    said(card, answer.cloud ? '' : answer.reason);
    await people();
  } catch (error) {
    refused(card, error);
  }
}

// Whoever reads why may say it once more, of what is shown now.
async function refused(card, error) {
  said(card, error.message, true);
  await people();
  card.dataset.seen = card.dataset.edition;
}

// Everybody else on the page, by what they are called.
function offerOthers(select, card) {
  select.replaceChildren(select.options[0]);
  for (const [key, other] of cards) {
    if (other !== card) {
      select.add(new Option(other.querySelector('.label').textContent, key));
    }
  }
}

const unname = (card, key) => correct(card, key, { do: 'not-this-person' });

async function correct(card, key, correction) {
  try {
    const answer = await correctFace(key, { ...correction, seen: card.dataset.seen });
    toggle(card);
    said(card, answer.reason || 'Corrected.');
    const button = card.querySelector('.undo');
    button.hidden = !answer.correction;
    button.dataset.correction = answer.correction || '';
    await people();
  } catch (error) {
    refused(card, error);
  }
}

async function undo(card) {
  const button = card.querySelector('.undo');
  try {
    const answer = await undoCorrection(button.dataset.correction);
    button.hidden = true;
    said(card, answer.reason || 'Taken back.');
    await people();
  } catch (error) {
    said(card, error.message, true);
  }
}

async function forget(card, key) {
  const button = card.querySelector('.forget');
  if (button.textContent === 'Forget') {
    button.textContent = 'Really forget?';
    setTimeout(() => { button.textContent = 'Forget'; }, 4000);
    return;
  }
  try {
    await ask(`api/faces/${encodeURIComponent(key)}`, { method: 'DELETE' });
    await people();
  } catch (error) {
    said(card, error.message, true);
  }
}

async function erase(card, key) {
  try {
    const answer = await eraseEverywhere(key, card.querySelector('.label').textContent);
    if (!answer) {
      return;
    }
    said(card, answer.reason || 'Being erased everywhere. The receipt is in api/erasures.');
    await people();
  } catch (error) {
    said(card, error.message, true);
  }
}

const people = async () => showPeople(await ask('api/faces'));

// --- status

const number = (value) => value.toLocaleString('en');
const dollars = (value) => `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: value < 1 ? 4 : 2 })}`;

const CAMERA_STATES = { flowing: 'ok', ended: 'ok', suspended: 'warn', opening: 'warn' };
const WORST_FIRST = ['down', 'warn', 'ok'];

const NO_VIDEO = { ended: 'The source has ended: there are no more pictures.', opening: 'The camera is being opened.' };

const cameraState = (camera) => CAMERA_STATES[camera.status] || 'down';

function showCameras(cameras) {
  const states = cameras.map(cameraState);
  const worst = WORST_FIRST.find((state) => states.includes(state));
  const flowing = cameras.filter((camera) => camera.status === 'flowing').length;
  const only = cameras[0];
  const value = cameras.length > 1 ? `${flowing} of ${cameras.length} flowing`
    : only.status === 'flowing' ? `${only.width}×${only.height}` : only.status;
  pill('camera', worst, value, cameras.map((camera) => `${camera.camera}: ${camera.status}`).join('\n'));
}

function showStatus(status) {
  text($('thing'), `device ${status.thing}`);
  const wrong = new Set(status.problems.map((problem) => problem.check));
  // The large video is the first camera's.
  const camera = status.cameras[0];
  if (camera) {
    showCameras(status.cameras);
    showVideos(status.cameras);
    text($('fps'), camera.framesPerSecond.toFixed(1));
    text($('frames'), `${number(camera.frames)} so far, ${number(camera.dropped)} skipped${camera.unreadable ? `, ${number(camera.unreadable)} damaged` : ''}`);
    if (camera.width && camera.height) {
      $('video').style.aspectRatio = `${camera.width} / ${camera.height}`;
    }
    $('no-video').hidden = camera.status === 'flowing';
    text($('no-video'), camera.problem ? `${camera.camera} ${camera.problem}.` : NO_VIDEO[camera.status] || `The camera is ${camera.status}.`);
  } else {
    pill('camera', 'down', 'none', 'no camera route is running');
  }
  if (status.cloud.connected) {
    pill('cloud', wrong.has('shadow') ? 'warn' : 'ok', wrong.has('shadow') ? 'not answering' : 'connected', status.cloud.url);
  } else {
    pill('cloud', 'down', 'away', status.cloud.url);
  }
  const waiting = status.outbox.waiting;
  pill('outbox', wrong.has('outbox') ? 'down' : waiting ? 'warn' : 'ok', waiting ? `${waiting} waiting` : 'empty',
    waiting ? `${number(status.outbox.bytes)} bytes, the oldest since ${new Date(status.outbox.oldest).toLocaleTimeString()}` : '');
  const calls = status.calls;
  text($('made'), number(calls.made));
  text($('spent'), `${number(calls.answered)} answered, ${dollars(calls.dollarsSpent)} at ${dollars(calls.dollarsPerCall)} each`);
  text($('avoided'), number(calls.avoided));
  text($('saved'), `${dollars(calls.dollarsAvoided)} not spent: one for each visit and minute in view`);
  text($('budget'), number(calls.budgetLeft));
  text($('budget-of'), `of ${number(calls.budgetPerHour)}${calls.overBudget ? `, ${number(calls.overBudget)} held back` : ''}`);
  text($('uptime'), `running for ${duration(status.uptimeSeconds)}`);
  problems(status.problems);
}

function pill(name, state, value, title) {
  const element = $(`pill-${name}`);
  element.className = state;
  element.title = title;
  text(element.querySelector('.value'), value);
}

function problems(list) {
  const wanted = list.map((problem) => problem.message);
  const shown = [...$('problems').children].map((line) => line.textContent);
  if (wanted.join('\n') !== shown.join('\n')) {
    $('problems').replaceChildren(...wanted.map((message) => {
      const line = document.createElement('p');
      line.textContent = message;
      return line;
    }));
  }
}

function duration(seconds) {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
  return `${Math.floor(seconds / 86400)} days`;
}

startVideo();
every(PEOPLE_EVERY_MS, people, reachable);
every(STATUS_EVERY_MS, async () => showStatus(await ask('api/status')), reachable);
