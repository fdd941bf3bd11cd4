// The page of people: everybody the device or its neighbours know, who has no name yet, and who may be one person.
'use strict';

const PEOPLE_EVERY_MS = 3000;
const PAIRS_EVERY_MS = 15000;
const MOST_STRANGERS = 24;

const form = $('search');
let everybody = [];
let pairs = [];
// What was just answered here, until the cloud has told the device.
const answered = new Set();
let lastCorrection = null;

const called = (person) => person.name || (person.faces.length ? person.faces[0].key : 'no name');
const keyOf = (person) => person.faces.length ? (person.faces.find((face) => face.inCloud) || person.faces[0]).key : null;
// Which state of the person is shown: another one after each correction, whoever made it.
const editionOf = (person) => person.faces.find((face) => face.key === keyOf(person))?.edition;
const isPast = (moment) => moment !== null && new Date(moment) <= new Date();
const day = (moment) => new Date(moment).toLocaleDateString();
// The day here, as a field for a date wants it: in the west the end of a day is the next one of UTC.
const dayField = (moment) => new Date(new Date(moment).getTime() - new Date(moment).getTimezoneOffset() * 60000).toISOString().slice(0, 10);

// --- a list whose items stay where they are, so that nobody loses the line being typed

function keepList(list, template, items, idOf, make, update) {
  const there = new Map([...list.children].map((element) => [element.dataset.id, element]));
  items.forEach((item, position) => {
    const id = idOf(item);
    let element = there.get(id);
    there.delete(id);
    if (!element) {
      element = $(template).content.firstElementChild.cloneNode(true);
      element.dataset.id = id;
      make(element, id);
    }
    update(element, item);
    if (list.children[position] !== element && !element.contains(document.activeElement)) {
      list.insertBefore(element, list.children[position] || null);
    }
  });
  there.forEach((element) => element.remove());
}

function showPortrait(portrait, person) {
  const face = person.faces.find((one) => one.photo);
  const address = face ? face.photo : person.picture;
  const picture = portrait.querySelector('img');
  if (address && picture.getAttribute('src') !== device(address)) {
    picture.src = device(address);
  }
  picture.hidden = !address;
  picture.alt = `Picture of ${called(person)}`;
  const blank = portrait.querySelector('.blank');
  blank.hidden = Boolean(address);
  text(blank, person.name ? [...person.name][0] : '?');
}

function whereAndWhen(person) {
  const parts = [];
  if (person.faces.length) {
    if (person.name) {
      parts.push(person.faces.map((face) => face.key).join(', '));
    }
    parts.push(person.inView ? 'in view' : ago(new Date(person.lastSeen)));
    if (person.camera) {
      parts.push(person.camera);
    }
  } else {
    parts.push(`met by ${person.elsewhere.thing}`, `told ${ago(new Date(person.elsewhere.told))}`);
  }
  return parts.join(' · ');
}

// --- everybody

const KINDS = {
  all: () => true,
  named: (person) => person.name !== null,
  unnamed: (person) => person.name === null,
  'in-view': (person) => person.inView,
  elsewhere: (person) => person.faces.length === 0,
  consent: (person) => person.consentUntil !== null && !isPast(person.consentUntil),
  'no-consent': (person) => person.consentUntil === null || isPast(person.consentUntil),
};

function isWanted(person) {
  const wanted = plain(form.elements.who.value.trim());
  const texts = [person.name || '', ...person.faces.map((face) => face.key)];
  return KINDS[form.elements.kind.value](person) && texts.some((one) => plain(one).includes(wanted));
}

function draw() {
  const shown = everybody.filter(isWanted);
  keepList($('list'), 'person', shown, (person) => person.id, makePerson, showPerson);
  text($('everybody-count'), shown.length === everybody.length ? String(shown.length) : `${shown.length} of ${everybody.length}`);
  $('nobody').hidden = shown.length > 0;
  text($('nobody'), everybody.length ? 'Nobody like that.' : 'Nobody is known yet.');
  const strangers = everybody.filter((person) => person.name === null && !person.neverAsk && person.faces.length && !answered.has(person.id) && isWanted(person));
  keepList($('unnamed'), 'stranger', strangers.slice(0, MOST_STRANGERS), (person) => person.id, makeStranger, showStranger);
  $('strangers').hidden = strangers.length === 0;
  text($('strangers-count'), String(strangers.length));
  drawPairs();
}

const find = (id) => everybody.find((person) => person.id === id);

function makePerson(element, id) {
  const naming = element.querySelector('.naming');
  const consenting = element.querySelector('.consenting');
  element.querySelector('.open').addEventListener('click', () => toggle(element));
  naming.addEventListener('submit', (event) => {
    event.preventDefault();
    rename(find(id), naming.elements.name.value, element.dataset.seen).then((done) => (done ? toggle(element, false) : seeAgain(element)));
  });
  consenting.addEventListener('submit', (event) => {
    event.preventDefault();
    correct(find(id), { do: 'consent', until: new Date(`${consenting.elements.until.value}T23:59:59`).toISOString() }, 'Consent is noted', element.dataset.seen)
      .then(() => seeAgain(element));
  });
  const adding = element.querySelector('.adding');
  adding.addEventListener('submit', (event) => {
    event.preventDefault();
    addPhoto(find(id), adding);
  });
  element.querySelector('.withdraw').addEventListener('click', () => correct(find(id), { do: 'consent' }, 'Consent is withdrawn'));
  element.querySelector('.unname').addEventListener('click', () => takeNameAway(find(id)));
  element.querySelector('.not').addEventListener('click', () => correct(find(id), { do: 'not-this-person' }, 'Asked anew'));
  element.querySelector('.never').addEventListener('click', () => neverAsk(find(id)));
  element.querySelector('select').addEventListener('change', (event) => merge(find(id), find(event.target.value)));
  element.querySelector('.erase').addEventListener('click', () => erase(find(id)));
  element.querySelector('.export').addEventListener('click', () => askToExport(find(id)));
  element.querySelector('.forget').addEventListener('click', (event) => forget(event.target, find(id)));
}

function showPerson(element, person) {
  element.className = `person ${person.name ? 'named' : 'unnamed'}`;
  showPortrait(element.querySelector('.head .portrait'), person);
  text(element.querySelector('.label'), called(person));
  text(element.querySelector('.detail'), whereAndWhen(person));
  const open = element.querySelector('.open');
  open.hidden = person.faces.length === 0;
  text(open, person.name ? 'Correct' : 'Name');
  open.setAttribute('aria-label', `${open.textContent} ${called(person)}`);
  showMarks(element.querySelector('.marks'), person);
  if (!element.querySelector('.more').hidden) {
    showMore(element, person);
  }
}

function showMarks(marks, person) {
  const wanted = [];
  if (person.consentUntil) {
    wanted.push(isPast(person.consentUntil) ? ['bad', `consent ended ${day(person.consentUntil)}`] : ['good', `consent until ${day(person.consentUntil)}`]);
  }
  if (person.neverAsk) {
    wanted.push(['', 'never asked about']);
  }
  if (person.elsewhere) {
    wanted.push(['', `shared, forgotten on ${day(person.elsewhere.expires)}`]);
  }
  if (person.faces.length && !person.faces.some((face) => face.inCloud)) {
    wanted.push(['', person.faces.some((face) => face.waiting) ? 'asking the cloud' : 'known here only']);
  }
  if (person.faces.some((face) => face.correcting)) {
    wanted.push(['', 'a correction is on its way']);
  }
  for (const face of person.faces) {
    if (face.reason) {
      wanted.push(['bad', `${face.key}: ${face.reason.replaceAll('_', ' ').replaceAll('-', ' ')}`]);
    }
  }
  if (marks.dataset.shown !== JSON.stringify(wanted)) {
    marks.dataset.shown = JSON.stringify(wanted);
    marks.replaceChildren(...wanted.map(([kind, words]) => {
      const mark = document.createElement('span');
      mark.className = `mark ${kind}`;
      mark.textContent = words;
      return mark;
    }));
  }
}

function showMore(element, person) {
  element.querySelector('.unname').hidden = !person.name;
  element.querySelector('.not').hidden = !person.name || person.faces.length !== 1;
  text(element.querySelector('.never'), person.neverAsk ? 'Ask again' : 'Never ask');
  element.querySelector('.withdraw').hidden = !person.consentUntil || isPast(person.consentUntil);
  const known = person.faces.some((face) => face.inCloud);
  element.querySelector('.consenting').hidden = !known;
  element.querySelector('.adding').hidden = !known;
  element.querySelector('.same').hidden = !known;
  element.querySelector('.visits').href = `visits.html?person=${encodeURIComponent(person.name || person.faces[0].key)}`;
  const photos = element.querySelector('.photos');
  const wanted = JSON.stringify(person.faces.map((face) => [face.key, face.photo, face.looks]));
  if (photos.dataset.shown !== wanted) {
    photos.dataset.shown = wanted;
    photos.replaceChildren(...person.faces.map((face) => photoOf(face, person)));
  }
  const select = element.querySelector('select');
  if (document.activeElement !== select) {
    select.replaceChildren(select.options[0], ...everybody.filter((other) => other !== person && other.faces.some((face) => face.inCloud))
      .map((other) => new Option(called(other), other.id)));
    select.value = '';
  }
}

function photoOf(face, person) {
  const item = document.createElement('li');
  if (face.photo) {
    const picture = document.createElement('img');
    picture.src = device(face.photo);
    picture.alt = `${called(person)} as ${face.key}`;
    item.append(picture);
  }
  const words = document.createElement('span');
  words.textContent = `${face.key}, ${face.looks} ${face.looks === 1 ? 'look' : 'looks'}`;
  item.append(words);
  if (person.faces.length > 1 && face.inCloud) {
    const split = document.createElement('button');
    split.type = 'button';
    split.textContent = 'Somebody else';
    split.addEventListener('click', () => correctKey(face.key, { do: 'split' }, `${face.key} is a person of its own`));
    item.append(split);
  }
  return item;
}

function toggle(element, open = element.querySelector('.more').hidden) {
  const person = find(element.dataset.id);
  const button = element.querySelector('.open');
  element.querySelector('.more').hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  if (open && person) {
    const naming = element.querySelector('.naming');
    naming.elements.name.value = person.name || '';
    seeAgain(element);
    element.querySelector('.consenting').elements.until.value = person.consentUntil ? dayField(person.consentUntil) : '';
    showMore(element, person);
    naming.elements.name.focus();
    naming.elements.name.select();
  } else {
    button.focus();
  }
}

// What is typed is said of the state that was shown when the form was opened, or when somebody was told that it is another by now.
function seeAgain(element) {
  const person = find(element.dataset.id);
  element.dataset.seen = (person && editionOf(person)) || '';
}

// --- who is this?

function makeStranger(element, id) {
  const naming = element.querySelector('form');
  naming.addEventListener('submit', (event) => {
    event.preventDefault();
    rename(find(id), naming.elements.name.value, element.dataset.seen).then((done) => done || seeAgain(element));
  });
  naming.elements.name.addEventListener('focus', () => seeAgain(element));
  element.querySelector('.never').addEventListener('click', () => neverAsk(find(id)));
}

function showStranger(element, person) {
  showPortrait(element.querySelector('.portrait'), person);
  text(element.querySelector('.detail'), `${person.faces.map((face) => face.key).join(', ')} · ${whereAndWhen(person)}`);
  element.querySelector('input').setAttribute('aria-label', `Name of ${called(person)}`);
  element.querySelector('.never').setAttribute('aria-label', `Never ask about ${called(person)}`);
}

// --- one person or two?

const pairId = (pair) => `${pair.one} ${pair.other}`;

function drawPairs() {
  const shown = pairs.filter((pair) => !answered.has(pairId(pair)) && find(pair.one) && find(pair.other) && (isWanted(find(pair.one)) || isWanted(find(pair.other))));
  keepList($('pairs'), 'pair', shown, pairId, makePair, showPair);
  $('doubles').hidden = shown.length === 0;
  text($('doubles-count'), String(shown.length));
}

function makePair(element) {
  element.querySelector('.same').addEventListener('click', () => answerPair(element, 'merge'));
  element.querySelector('.different').addEventListener('click', () => answerPair(element, 'differ'));
}

function showPair(element, pair) {
  const two = [find(pair.one), find(pair.other)];
  element.querySelectorAll('.half').forEach((half, which) => {
    showPortrait(half.querySelector('.portrait'), two[which]);
    text(half.querySelector('.label'), called(two[which]));
  });
  const reasons = [];
  if (pair.distance !== null) {
    reasons.push(`distance ${pair.distance.toFixed(2)}`);
  }
  if (pair.sameName) {
    reasons.push('called the same');
  }
  text(element.querySelector('.detail'), reasons.join(' · '));
  const both = two.every((person) => person.faces.some((face) => face.inCloud));
  const names = two.map(called).join(' and ');
  for (const [choice, what] of [['.same', 'are one person'], ['.different', 'are different people']]) {
    const button = element.querySelector(choice);
    button.disabled = !both;
    button.title = both ? '' : 'Both must have been seen by this device and be known to the cloud';
    button.setAttribute('aria-label', `${names} ${what}`);
  }
}

async function answerPair(element, what) {
  const pair = pairs.find((one) => pairId(one) === element.dataset.id);
  const [one, other] = [find(pair.one), find(pair.other)];
  const said = what === 'merge' ? `${called(one)} and ${called(other)} are one person` : `${called(one)} and ${called(other)} are two people`;
  if (await correctKey(keyOf(one), { do: what, with: keyOf(other), seen: editionOf(one) }, said)) {
    answered.add(element.dataset.id);
    moveFrom(element, 1);
    draw();
  }
}

// --- what is said

function say(message, bad = false) {
  $('last').hidden = false;
  text($('said'), message);
  $('said').classList.toggle('bad', bad);
  $('undo').hidden = !lastCorrection;
}

async function correctKey(key, correction, done) {
  try {
    const answer = await correctFace(key, correction);
    lastCorrection = answer.correction ? { id: answer.correction, what: done } : null;
    say(answer.reason ? `${done}: ${answer.reason}` : `${done}.`);
    await people();
    return true;
  } catch (error) {
    lastCorrection = null;
    return notDone(error);
  }
}

// Somebody may have said something else meanwhile: what is shown is what is known now.
async function notDone(error) {
  say(error.message, true);
  await people();
  return false;
}

const correct = (person, correction, done, seen = editionOf(person)) => correctKey(keyOf(person), { ...correction, seen }, `${called(person)}: ${done}`);
const merge = (person, other) => other && correct(person, { do: 'merge', with: keyOf(other) }, `the same person as ${called(other)}`);
const neverAsk = (person) => correct(person, { do: 'never-ask', never: !person.neverAsk }, person.neverAsk ? 'asked about again' : 'never asked about')
  .then((done) => done && !person.neverAsk && answered.add(person.id));

async function rename(person, name, seen) {
  if (person.faces.some((face) => face.inCloud) && person.name) {
    return correct(person, { do: 'rename', name }, `called ${name}`, seen);
  }
  try {
    const key = keyOf(person);
    const answer = await nameFace(key, name, seen);
    lastCorrection = null;
    say(answer.cloud ? `${key} is ${name}.` : `${key} is ${name}: ${answer.reason}`);
    await people();
    return true;
  } catch (error) {
    return notDone(error);
  }
}

async function takeNameAway(person) {
  if (person.faces.some((face) => face.inCloud)) {
    return correct(person, { do: 'rename' }, 'no name any more');
  }
  try {
    const answer = await ask(`api/faces/${encodeURIComponent(keyOf(person))}/name`, { method: 'DELETE' });
    lastCorrection = null;
    say(answer.reason);
    await people();
  } catch (error) {
    say(error.message, true);
  }
}

async function forget(button, person) {
  if (button.textContent === 'Forget here') {
    button.textContent = 'Really forget?';
    setTimeout(() => { button.textContent = 'Forget here'; }, 4000);
    return;
  }
  try {
    for (const face of person.faces) {
      await ask(`api/faces/${encodeURIComponent(face.key)}`, { method: 'DELETE' });
    }
    lastCorrection = null;
    say(`${called(person)} is forgotten on this device.`);
    await people();
  } catch (error) {
    say(error.message, true);
  }
}

async function erase(person) {
  try {
    const answer = await eraseEverywhere(keyOf(person), called(person));
    if (!answer) {
      return;
    }
    lastCorrection = null;
    say(answer.reason ? `${called(person)}: ${answer.reason}.` : `${called(person)} is being erased everywhere; the receipt stands below.`);
    await people();
    await receipts();
  } catch (error) {
    say(error.message, true);
  }
}

let exporting = null;
function askToExport(person) {
  exporting = person;
  text($('export-whom'), called(person));
  $('export').querySelector('form').reset();
  $('export').returnValue = '';
  $('export').showModal();
}

async function download(person, answers) {
  try {
    const response = await fetch(device(`/api/people/${encodeURIComponent(person.id)}/export`),
      { method: 'POST', headers: { 'X-Hybridface': 'page', 'Content-Type': 'application/json' }, body: new Blob([...answers].flatMap((file) => [file, '\n'])) });
    if (!response.ok) {
      throw new Error((await response.json()).error);
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = `person-${person.id}.zip`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(answers.length ? `What this device and the cloud hold of ${called(person)} is in ${link.download}.`
      : `What this device holds of ${called(person)} is in ${link.download}; the cloud was not asked.`);
  } catch (error) {
    say(error.message, true);
  }
}

async function addPhoto(person, adding) {
  const file = adding.elements.photo.files[0];
  try {
    const answer = await ask(`api/faces/${encodeURIComponent(keyOf(person))}/photos`, { method: 'POST', headers: { 'Content-Type': file.type }, body: file });
    adding.reset();
    lastCorrection = null;
    say(answer.added ? `The photo of ${called(person)} is on its way; until the cloud has answered it stands as ${answer.added}.` : `${called(person)}: ${answer.reason}.`);
    await people();
  } catch (error) {
    say(error.message, true);
  }
}

async function undo() {
  if (!lastCorrection) {
    return;
  }
  try {
    const { id, what } = lastCorrection;
    const answer = await undoCorrection(id);
    lastCorrection = null;
    answered.clear();
    say(answer.reason || `Taken back: ${what}.`);
    await people();
  } catch (error) {
    say(error.message, true);
  }
}

// --- keyboard

const stops = () => [...document.querySelectorAll('.stranger, .pair, .person')];

function moveFrom(current, by) {
  const all = stops();
  const at = all.indexOf(current);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function nameIn(current) {
  if (current?.matches('.person') && current.querySelector('.more').hidden && !current.querySelector('.open').hidden) {
    toggle(current, true);
  }
  current?.querySelector('input[name=name]')?.focus();
}

const KEYS = {
  '/': () => form.elements.who.focus(),
  ArrowDown: (current) => moveFrom(current, 1),
  j: (current) => moveFrom(current, 1),
  ArrowUp: (current) => moveFrom(current, -1),
  k: (current) => moveFrom(current, -1),
  n: nameIn,
  s: (current) => current?.querySelector('button.same')?.click(),
  d: (current) => current?.querySelector('button.different')?.click(),
  u: undo,
  '?': () => $('keys').click(),
  Enter: (current) => (current?.matches('.person') ? current.querySelector('.open').click() : nameIn(current)),
};

document.addEventListener('keydown', (event) => {
  const typing = event.target.matches('input, select, textarea');
  const current = event.target.closest('.stranger, .pair, .person');
  if (event.key === 'Escape') {
    if (current?.matches('.person')) {
      toggle(current, false);
    }
    (current || document.body).focus();
    document.activeElement.blur?.();
    current?.focus();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key] && !(event.key === 'Enter' && event.target.matches('button, a'))) {
    event.preventDefault();
    KEYS[event.key](current);
  }
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  moveFrom(null, 1);
});
form.addEventListener('input', draw);
$('export').addEventListener('close', () => {
  if ($('export').returnValue === 'export' && exporting) {
    download(exporting, $('export').querySelector('input').files);
  }
});
$('undo').addEventListener('click', undo);
$('keys').addEventListener('click', () => {
  $('help').hidden = !$('help').hidden;
  $('keys').setAttribute('aria-expanded', String(!$('help').hidden));
});

// --- asking the device

async function people() {
  const answer = await ask('api/people');
  everybody = answer.people;
  text($('thing'), answer.known > everybody.length ? `device ${answer.thing}, the last ${everybody.length} of ${answer.known}` : `device ${answer.thing}`);
  draw();
}

async function doubles() {
  pairs = (await ask('api/people/pairs')).pairs;
  drawPairs();
}

// Receipts name nobody: what is said of an erasure is when, by whom, and who has still to say that it is done.
async function receipts() {
  const all = (await ask('api/erasures')).receipts.map((signed) => signed.receipt);
  $('erasures').hidden = all.length === 0;
  text($('erasures-count'), String(all.length));
  $('receipts').replaceChildren(...all.map((receipt) => {
    const line = document.createElement('li');
    const open = receipt.devices.filter((one) => one.state === 'open').map((one) => one.device);
    line.textContent = `${new Date(receipt.began).toLocaleString()} by ${receipt.by}: `
      + (receipt.state === 'done' ? 'done' : open.length ? `open, waiting for ${open.join(', ')}` : 'open, places are still read again');
    return line;
  }));
}

let away = false;
function reachable(now, error) {
  if (now && away) {
    say('The device answers again.');
  } else if (!now) {
    say(error instanceof TypeError ? 'The device does not answer. This page goes on by itself when it does.' : error.message, true);
  }
  away = !now;
}

every(PEOPLE_EVERY_MS, people, reachable);
every(PAIRS_EVERY_MS, doubles, reachable);
every(PAIRS_EVERY_MS, receipts, reachable);
