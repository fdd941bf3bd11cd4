// The page of visits asks the device who came when. Text only ever becomes text, never HTML.
'use strict';

const AGAIN_MS = 10000;
const HOUR_MS = 3600000;
const HOURS_SHOWN = 6;

const form = $('search');

// In the browser's own day to begin with; what a day is, the device says.
const dayOf = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

function query() {
  const wanted = new URLSearchParams();
  for (const name of ['day', 'person']) {
    const value = form.elements[name].value.trim();
    if (value) {
      wanted.set(name, value);
    }
  }
  return wanted.toString();
}

async function show() {
  const wanted = query();
  $('csv').href = device(`api/visits.csv?${wanted}`);
  $('json').href = device(`api/visits?${wanted}`);
  try {
    const answer = await ask(`api/visits?${wanted}`);
    draw(answer);
    said(answer.complete ? '' : 'There are more: choose a day, or a person.');
  } catch (error) {
    said(error instanceof TypeError ? 'The device does not answer. This page goes on by itself when it does.' : error.message, true);
  }
}

function said(message, bad = false) {
  $('said').textContent = message;
  $('said').classList.toggle('bad', bad);
}

const called = (visit) => `${visit.certain ? '' : 'probably '}${visit.name || visit.key}`;
const kind = (visit) => (!visit.certain ? 'probable' : visit.name ? 'known' : 'stranger');

function draw(answer) {
  $('zone').textContent = `days as in ${answer.zone}`;
  $('count').textContent = answer.visits.length;
  $('none').hidden = answer.visits.length > 0;
  const oneDay = Boolean(form.elements.day.value);
  $('list').replaceChildren(...answer.visits.map((visit) => item(visit, answer.zone, oneDay)));
  $('timeline').hidden = !oneDay || answer.visits.length === 0;
  if (!$('timeline').hidden) {
    timeline(answer);
  }
}

function item(visit, zone, oneDay) {
  const line = $('visit').content.firstElementChild.cloneNode(true);
  line.id = `visit-${visit.id}`;
  line.classList.add(kind(visit));
  line.querySelector('.label').textContent = called(visit);
  line.querySelector('.detail').textContent = [visit.name ? visit.key : 'no name', ...visit.cameras].join(' · ');
  time(line.querySelector('.begun'), visit.begun, zone, !oneDay);
  if (visit.ended) {
    time(line.querySelector('.ended'), visit.ended, zone, false);
  } else {
    line.querySelector('.ended').textContent = 'now';
  }
  line.querySelector('.length').textContent = length(visit.seconds);
  const address = visit.picture || visit.photo;
  text(line.querySelector('.blank'), visit.name ? [...visit.name][0] : '?');
  if (address) {
    const picture = line.querySelector('img');
    picture.src = device(address);
    picture.alt = `Picture of ${called(visit)}`;
    picture.hidden = false;
    line.querySelector('.blank').hidden = true;
  }
  return line;
}

function time(element, iso, timeZone, withDay) {
  element.dateTime = iso;
  element.textContent = new Date(iso).toLocaleString([], { timeZone, timeStyle: 'medium', ...(withDay ? { dateStyle: 'medium' } : {}) });
}

function length(seconds) {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
}

// A lane for each person, the day from left to right.
function timeline(answer) {
  const from = Date.parse(answer.from);
  const whole = Date.parse(answer.to) - from;
  const lanes = new Map();
  for (const visit of answer.visits) {
    const name = visit.name || visit.key;
    lanes.set(name, [...(lanes.get(name) || []), visit]);
  }
  $('lanes').replaceChildren(...[...lanes].sort(([one], [other]) => one.localeCompare(other)).map(([name, visits]) => {
    const lane = document.createElement('div');
    lane.className = 'lane';
    const label = document.createElement('span');
    label.className = 'label';
    label.textContent = name;
    const track = document.createElement('div');
    track.className = 'track';
    track.append(...visits.map((visit) => bar(visit, from, whole)));
    lane.append(label, track);
    return lane;
  }));
  const marks = [];
  for (let at = 0; at < whole; at += HOURS_SHOWN * HOUR_MS) {
    const mark = document.createElement('span');
    mark.textContent = new Date(from + at).toLocaleTimeString([], { timeZone: answer.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    mark.style.left = `${100 * at / whole}%`;
    marks.push(mark);
  }
  $('hours').replaceChildren(...marks);
}

function bar(visit, from, whole) {
  // A visit over midnight is one of both days, with its part in each.
  const first = Date.parse(visit.begun) - from;
  const begun = Math.max(0, first);
  const ended = Math.min(whole, first + visit.seconds * 1000);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `bar ${kind(visit)}`;
  button.style.left = `${100 * begun / whole}%`;
  button.style.width = `${100 * (ended - begun) / whole}%`;
  button.title = `${called(visit)}, ${length(visit.seconds)}`;
  button.setAttribute('aria-label', button.title);
  button.addEventListener('click', () => {
    document.querySelectorAll('.visit.shown').forEach((other) => other.classList.remove('shown'));
    const line = $(`visit-${visit.id}`);
    line.classList.add('shown');
    line.scrollIntoView({ block: 'center' });
  });
  return button;
}

function turn(days) {
  const [year, month, day] = (form.elements.day.value || dayOf(new Date())).split('-').map(Number);
  form.elements.day.value = dayOf(new Date(year, month - 1, day + days));
  show();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  show();
});
form.elements.day.addEventListener('change', show);
$('earlier').addEventListener('click', () => turn(-1));
$('later').addEventListener('click', () => turn(1));

// Other pages ask for somebody's visits of any day.
const asked = new URLSearchParams(location.search).get('person');
if (asked) {
  form.elements.person.value = asked;
} else {
  form.elements.day.value = dayOf(new Date());
}
show();
setInterval(() => {
  if (!document.hidden && document.activeElement?.form !== form) {
    show();
  }
}, AGAIN_MS);
