'use strict';
const $ = (id) => document.getElementById(id);
const app = { people: [], bot: { name: '', username: '' }, me: 0, messages: [], commands: [], clock: null, at: 0, replyTo: 0, editing: 0 };
const drafts = new Map();

async function get(path) {
  const r = await fetch(path);
  if (!r.ok) throw new Error(await r.text());
  return r.json();
}
async function post(path, body, headers) {
  const r = await fetch(path, { method: 'POST', headers: { 'X-Dondoc': '1', ...headers }, body });
  if (!r.ok) throw new Error((await r.text()).trim());
  return r.json();
}
const act = (what, more) => post('api/act', JSON.stringify({ do: what, person: app.me, ...more }), { 'Content-Type': 'application/json' });
const attempt = async (f) => { try { return await f(); } catch (err) { toast(t('failed') + ': ' + err.message); return null; } };

let toastTimer = 0;
function toast(text) {
  const box = $('toast');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.hidden = true; }, 4000);
}

const COLOURS = ['#e17076', '#7bc862', '#65aadd', '#a695e7', '#ee7aae', '#6ec9cb', '#faa774'];
function face(node, name, id) {
  node.textContent = (name.trim().split(/\s+/).pop() || '?').slice(0, 1).toUpperCase();
  node.style.setProperty('--face', COLOURS[Math.abs(id) % COLOURS.length]);
  return node;
}
const preview = (m) => m.text ? m.text.replace(/\s+/g, ' ') : m.document ? m.document.name : m.photo ? t('photo') : t('other');
const person = () => app.people.find((p) => p.id === app.me);

function drawPeople() {
  const rows = app.people.map((p) => {
    const li = el('li'), b = el('button', p.id === app.me ? 'on' : '');
    b.append(face(el('span', 'face'), p.name, p.id));
    const mid = el('span', 'mid');
    mid.append(el('b', '', p.name), el('small', '', p.label), el('small', 'last', p.last ? preview(p.last) : t('nothing')));
    const end = el('span', 'end');
    if (p.last) end.append(el('small', '', hm(p.last.date)));
    if (p.unread) end.append(el('em', '', p.unread));
    b.append(mid, end);
    b.addEventListener('click', () => open(p.id));
    li.append(b);
    return li;
  });
  $('rows').replaceChildren(...rows);
}

function bubble(m) {
  const row = el('div', 'row ' + (m.fromBot ? 'in' : 'out'));
  row.dataset.id = m.id;
  const box = el('div', 'bubble');
  if (m.replyTo) {
    const to = app.messages.find((x) => x.id === m.replyTo), q = el('button', 'quote');
    q.append(el('b', '', to ? (to.fromBot ? app.bot.name : person().name) : ''), el('span', '', to ? preview(to) : t('gone')));
    q.addEventListener('click', (ev) => { ev.stopPropagation(); document.querySelector(`[data-id="${m.replyTo}"]`)?.scrollIntoView({ block: 'center', behavior: 'smooth' }); });
    box.append(q);
  }
  if (m.photo) { const img = el('img'); img.src = 'api/file?id=' + encodeURIComponent(m.photo.id); img.alt = t('photo'); box.append(img); }
  if (m.document) {
    const a = el('a', 'doc');
    a.href = 'api/file?id=' + encodeURIComponent(m.document.id);
    a.download = m.document.name;
    const names = el('span');
    names.append(el('b', '', m.document.name || t('file')), el('small', '', size(m.document.size)));
    a.append(el('i', '', '↓'), names);
    box.append(a);
  }
  const words = el('div', 'words');
  words.append(formatted(m.text || (m.other ? t('other') : ''), m.entities, app.bot.username, say));
  box.append(words, el('span', 'time', (m.editDate ? t('edited') + ' ' : '') + hm(m.date)));
  box.addEventListener('click', () => row.classList.toggle('sel'));
  const acts = el('span', 'acts');
  const reply = el('button', '', '↩'); reply.title = reply.ariaLabel = t('reply');
  reply.addEventListener('click', () => bar({ replyTo: m.id }));
  acts.append(reply);
  if (!m.fromBot && m.text) {
    const edit = el('button', '', '✎'); edit.title = edit.ariaLabel = t('edit');
    edit.addEventListener('click', () => bar({ editing: m.id }));
    acts.append(edit);
  }
  const body = el('div', m.keyboard && m.keyboard.length ? 'body wide' : 'body');
  body.append(box);
  for (const line of m.keyboard || []) {
    const keys = el('div', 'keys');
    for (const k of line) keys.append(key(m, k));
    body.append(keys);
  }
  row.append(body, acts);
  return row;
}

function key(m, k) {
  const b = el('button', k.style || '', k.text);
  b.title = k.text;
  b.addEventListener('click', () => attempt(async () => {
    if (k.url) {
      const a = linkElement(k.url, app.bot.username, say);
      a.click();
    } else if (k.copy) {
      await navigator.clipboard.writeText(k.copy);
      toast(t('copied'));
    } else {
      b.classList.add('spin');
      setTimeout(() => b.classList.remove('spin'), 15000);
      await act('press', { message: m.id, data: k.data });
    }
  }));
  return b;
}

function drawChat(stick) {
  const box = $('messages'), bottom = stick || box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const nodes = [];
  let day = '';
  for (const m of app.messages) {
    const d = dayOf(m.date);
    if (d !== day) { nodes.push(el('div', 'day', d)); day = d; }
    nodes.push(bubble(m));
  }
  if (!nodes.length) nodes.push(el('div', 'day', t('empty')));
  box.replaceChildren(...nodes);
  if (bottom) box.scrollTop = box.scrollHeight;
  const p = person(), idle = !p || !p.started || p.blocked;
  $('compose').hidden = idle;
  $('start').hidden = !p || !idle;
  $('start').textContent = p && p.blocked ? t('unblock') : t('start');
  $('block').hidden = !p || !p.started || p.blocked;
  $('me').textContent = p ? (innerWidth >= 900 ? t('as') + ' ' : '') + p.name : '';
}

function drawWords() {
  document.documentElement.lang = lang;
  for (const n of document.querySelectorAll('[data-text]')) n.textContent = t(n.dataset.text);
  for (const n of document.querySelectorAll('[data-label]')) n.title = n.ariaLabel = t(n.dataset.label);
  $('text').placeholder = t('message');
  $('lang').textContent = t('lang');
  $('bot').textContent = $('botname').textContent = app.bot.name;
  face($('botface'), app.bot.name, 2);
  drawPeople();
  drawChat();
  drawClock();
}

// drawClock shows the demo's time: what the server said, and the real seconds since.
function drawClock() {
  if (!app.clock) return;
  const now = new Date(wall(app.clock.now).getTime() + Date.now() - app.at).toISOString();
  $('now').firstChild.textContent = hm(now);
  $('now').lastChild.textContent = fullDay(now);
  for (const c of document.querySelectorAll('.clock')) { c.textContent = dayOf(now) + ', ' + hm(now); c.classList.toggle('busy', app.clock.moving); }
  $('moves').hidden = !app.clock.canMove;
  document.querySelector('#panel > .small').hidden = !app.clock.canMove;
  for (const c of $('moves').querySelectorAll('button, input')) c.disabled = app.clock.moving;
  $('progress').hidden = !app.clock.moving;
  $('date').min = new Date(Date.parse(now) + 864e5).toISOString().slice(0, 10);
  if (!$('date').value || $('date').value < $('date').min) $('date').value = $('date').min;
  $('until').textContent = t('go') + ' ' + fullDay($('date').value + 'T00:00:00');
}
function setClock(clock) { app.clock = clock; app.at = Date.now(); drawClock(); }

async function load() {
  const s = await get('api/state');
  app.people = s.people;
  app.bot = s.bot;
  document.title = s.bot.name;
  $('hint').textContent = s.hint;
  $('hint').hidden = !s.hint;
  setClock(s.clock);
  if (app.me) await loadChat();
  else if (innerWidth >= 900 && s.people.length) await open(s.people[0].id);
  drawWords();
}
async function loadChat() {
  const c = await get('api/chat?person=' + app.me);
  app.messages = c.messages;
  app.commands = c.commands;
}
async function open(id) {
  drafts.set(app.me, $('text').value);
  app.me = id;
  bar({});
  $('text').value = drafts.get(id) || '';
  $('menu').hidden = true;
  document.body.className = 'talk';
  try { history.replaceState(null, '', '#' + id); } catch { /* not allowed in a frame */ }
  await attempt(loadChat);
  drawChat(true);
  seen();
  if (innerWidth >= 900) $('text').focus();
}
function seen() {
  const p = person();
  if (p) p.unread = 0;
  drawPeople();
  act('read').catch(() => {});
}
const visible = () => !document.hidden && (innerWidth >= 900 || document.body.classList.contains('talk'));

function bar({ replyTo = 0, editing = 0 }) {
  const was = app.editing;
  app.replyTo = replyTo;
  app.editing = editing;
  const m = app.messages.find((x) => x.id === (replyTo || editing));
  $('bar').hidden = !m;
  if (m) {
    $('bar').querySelector('b').textContent = t(editing ? 'editing' : 'reply');
    $('bar').querySelector('span').textContent = preview(m);
    if (editing) $('text').value = m.text;
    $('text').focus();
  } else if (was) $('text').value = '';
  grow();
}
function grow() { const x = $('text'); x.style.height = 'auto'; if (x.scrollHeight) x.style.height = Math.min(x.scrollHeight, 140) + 'px'; }

const say = (text) => attempt(() => act('send', { text }));

async function submit() {
  const text = $('text').value.trim();
  if (!text) return;
  const done = await attempt(() => app.editing ? act('edit', { message: app.editing, text }) : act('send', { text, message: app.replyTo }));
  if (!done) return;
  $('text').value = '';
  $('menu').hidden = true;
  bar({});
}

function menu(filter) {
  const list = app.commands.filter((c) => c.command.startsWith(filter));
  $('menu').replaceChildren(...list.map((c) => {
    const b = el('button');
    b.append(el('b', '', '/' + c.command), el('span', '', c.description));
    b.addEventListener('click', () => { $('menu').hidden = true; $('text').value = ''; grow(); say('/' + c.command); });
    return b;
  }));
  $('menu').hidden = !list.length;
}

async function move(how) {
  document.body.classList.remove('sheet');
  setClock({ ...app.clock, moving: true });
  let busy = true;
  const poll = setInterval(() => get('api/clock').then((c) => { if (busy) setClock({ ...c, moving: true }); }).catch(() => {}), 500);
  const clock = await attempt(() => post('api/move', JSON.stringify({ how }), { 'Content-Type': 'application/json' }));
  busy = false;
  clearInterval(poll);
  setClock(clock || await get('api/clock'));
}

function onMessage(ev) {
  const p = app.people.find((x) => x.id === ev.chat), m = ev.message;
  if (!p) return;
  if (ev.kind === 'added') {
    p.last = m;
    if (m.fromBot) p.unread++; else p.started = true;
  } else if (p.last && p.last.id === m.id) p.last = ev.kind === 'deleted' ? null : m;
  if (ev.chat === app.me) {
    const i = app.messages.findIndex((x) => x.id === m.id);
    if (ev.kind === 'deleted') app.messages = app.messages.filter((x) => x.id !== m.id);
    else if (i >= 0) app.messages[i] = m;
    else app.messages.push(m);
    drawChat(!m.fromBot);
    if (visible() && ev.kind === 'added') { seen(); return; }
  }
  drawPeople();
}
function listen() {
  const source = new EventSource('api/events');
  let lost = 0;
  source.onerror = () => { lost = lost || setTimeout(() => toast(t('offline')), 5000); };
  source.onmessage = ({ data }) => {
    const ev = JSON.parse(data);
    clearTimeout(lost);
    lost = 0;
    if (ev.type === 'hello') { if (app.heard) attempt(load); app.heard = true; } // again: what was missed
    if (ev.type === 'message') onMessage(ev);
    if (ev.type === 'clock') setClock(ev.clock);
    if (ev.type === 'commands' && app.me) attempt(loadChat);
    if (ev.type === 'answer' && ev.answer.person === app.me) {
      for (const b of document.querySelectorAll('.spin')) b.classList.remove('spin');
      if (!ev.answer.text) return;
      if (!ev.answer.alert) { toast(ev.answer.text); return; }
      $('alert').firstChild.textContent = ev.answer.text;
      $('alert').showModal();
    }
  };
}

$('compose').addEventListener('submit', (ev) => { ev.preventDefault(); submit(); });
$('text').addEventListener('keydown', (ev) => {
  if (ev.key === 'Enter' && !ev.shiftKey && !ev.isComposing) { ev.preventDefault(); submit(); }
  if (ev.key === 'Escape') { bar({}); $('menu').hidden = true; }
});
$('text').addEventListener('input', () => { grow(); const m = /^\/([a-z0-9_]*)$/.exec($('text').value); if (m) menu(m[1]); else $('menu').hidden = true; });
$('commands').addEventListener('click', () => { if ($('menu').hidden) menu(''); else $('menu').hidden = true; });
$('attach').addEventListener('click', () => $('file').click());
$('file').addEventListener('change', async () => {
  const f = $('file').files[0], caption = $('text').value.trim();
  if (!f) return;
  const q = new URLSearchParams({ person: app.me, name: f.name, caption, message: app.replyTo });
  if (await attempt(() => post('api/file?' + q, f, { 'Content-Type': f.type || 'application/octet-stream' }))) { $('text').value = ''; bar({}); }
  $('file').value = '';
});
$('start').addEventListener('click', () => attempt(async () => {
  const p = person();
  if (p.blocked) { await act('unblock'); p.blocked = false; if (p.started) { drawChat(); return; } }
  await act('send', { text: '/start' });
}));
$('block').addEventListener('click', () => attempt(async () => { await act('block'); person().blocked = true; drawChat(); }));
$('bar').querySelector('button').addEventListener('click', () => bar({}));
$('back').addEventListener('click', () => { document.body.className = 'list'; });
$('lang').addEventListener('click', () => { lang = lang === 'vi' ? 'en' : 'vi'; try { localStorage.setItem('lang', lang); } catch { /* private mode */ } drawWords(); });
for (const c of document.querySelectorAll('.clock')) c.addEventListener('click', () => document.body.classList.add('sheet'));
for (const c of [$('shut'), $('shade')]) c.addEventListener('click', () => document.body.classList.remove('sheet'));
for (const b of document.querySelectorAll('[data-how]')) b.addEventListener('click', () => move(b.dataset.how));
$('date').addEventListener('change', drawClock);
$('until').addEventListener('click', () => { if ($('date').value) move($('date').value); });
document.addEventListener('visibilitychange', () => { if (visible() && app.me) seen(); });
setInterval(drawClock, 5000);

app.me = Number(location.hash.slice(1)) || 0;
if (app.me) document.body.className = 'talk';
attempt(load).then(listen);
