'use strict';

let token = sessionStorage.getItem('token') || '';

const message = document.getElementById('message');
const main = document.querySelector('main');
const signIn = document.getElementById('sign-in');

/** Asks the local cloud; what it refuses is shown as it says it. */
async function call(method, path) {
  const answer = await fetch(path, { method, headers: { Authorization: 'Bearer ' + token } });
  if (!answer.ok) {
    if (answer.status === 401) {
      sessionStorage.removeItem('token');
      token = '';
    }
    throw new Error((await answer.text()).trim());
  }
  return answer.json();
}

function button(text, action) {
  const element = document.createElement('button');
  element.textContent = text;
  element.addEventListener('click', () => attempt(action));
  return element;
}

function showFaults(answer) {
  document.querySelector('#faults tbody').replaceChildren(...answer.faults.map((fault) => {
    const row = document.createElement('tr');
    const name = document.createElement('th');
    name.scope = 'row';
    name.textContent = fault.target;
    const now = document.createElement('td');
    now.textContent = fault.now || 'well';
    now.className = fault.now ? 'bad' : '';
    const switches = document.createElement('td');
    const path = 'api/faults/' + encodeURIComponent(fault.target);
    for (const kind of fault.kinds) {
      switches.append(button(kind, async () => showFaults(await call('POST',
        path + '?kind=' + kind + '&seconds=' + encodeURIComponent(document.getElementById('seconds').value)))));
    }
    if (fault.now) {
      switches.append(button('end it', async () => showFaults(await call('POST', path + '/end'))));
    }
    row.append(name, now, switches);
    return row;
  }));
}

function showFailures(answer) {
  document.getElementById('failed').textContent = answer.size;
  document.querySelector('#failures ul').replaceChildren(...answer.oldest.map((failure) => {
    const item = document.createElement('li');
    item.textContent = [failure.when, failure.event, failure.error].filter(Boolean).join(' - ');
    return item;
  }));
}

async function refresh() {
  showFaults(await call('GET', 'api/faults'));
  showFailures(await call('GET', 'api/failures'));
}

document.getElementById('redrive').addEventListener('click', () =>
  attempt(async () => showFailures(await call('POST', 'api/failures/redrive'))));

async function attempt(action) {
  try {
    await action();
    message.textContent = '';
    main.hidden = false;
    signIn.hidden = true;
  } catch (failure) {
    message.textContent = failure.message;
    if (!token) {
      main.hidden = true;
      signIn.hidden = false;
    }
  }
}

signIn.addEventListener('submit', (event) => {
  event.preventDefault();
  token = document.getElementById('token').value.trim();
  sessionStorage.setItem('token', token);
  attempt(refresh);
});

if (token) {
  attempt(refresh);
}
setInterval(() => {
  if (token && !document.hidden) {
    attempt(refresh);
  }
}, 1000);
