'use strict';
// Words, dates and formatted text. Foreign text enters the page through textContent only.
const WORDS = {
  vi: {
    who: 'Bấm vào một người để xem điện thoại của người đó', back: 'Danh sách', block: 'Chặn hoặc bỏ chặn bot', cancel: 'Bỏ', menu: 'Lệnh', attach: 'Gửi tệp', send: 'Gửi',
    close: 'Đóng', time: 'Thời gian trong bản thử', workday: 'Tới 08:00 ngày làm việc kế tiếp', day: '+1 ngày', until: 'Tới ngày…', go: 'Tới',
    moving: 'Đang đi tới, các tin nhắn đến hạn đang được gửi…', explain: 'Đồng hồ chỉ đi tới. Mọi tin nhắn đến hạn trên đường đi đều được gửi.', message: 'Tin nhắn',
    start: 'Bắt đầu', unblock: 'Bỏ chặn bot', edited: 'đã sửa', reply: 'Trả lời', edit: 'Sửa', as: 'Đang là', empty: 'Chưa có tin nhắn', nothing: 'Chưa bắt đầu',
    copied: 'Đã chép', photo: 'Ảnh', file: 'Tệp', gone: 'Tin nhắn đã xóa', failed: 'Không làm được', offline: 'Mất kết nối, đang thử lại…', other: 'Nội dung khác', editing: 'Sửa tin nhắn',
    weekday: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'], lang: 'English',
  },
  en: {
    who: 'Choose a person to see their phone', back: 'People', block: 'Block or unblock the bot', cancel: 'Cancel', menu: 'Commands', attach: 'Send a file', send: 'Send',
    close: 'Close', time: 'Demo time', workday: 'To 08:00 of the next working day', day: '+1 day', until: 'To date…', go: 'Go to',
    moving: 'Moving on; messages that fall due are being sent…', explain: 'The clock only goes forward. Every message due on the way is sent.', message: 'Message',
    start: 'Start', unblock: 'Unblock the bot', edited: 'edited', reply: 'Reply', edit: 'Edit', as: 'You are', empty: 'No messages yet', nothing: 'Not started',
    copied: 'Copied', photo: 'Photo', file: 'File', gone: 'Deleted message', failed: 'That did not work', offline: 'Connection lost, trying again…', other: 'Other content', editing: 'Edit message',
    weekday: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'], lang: 'Tiếng Việt',
  },
};
let lang = 'vi';
try { lang = localStorage.getItem('lang') === 'en' ? 'en' : 'vi'; } catch { /* private mode */ }
const t = (key) => WORDS[lang][key];

const el = (tag, className, text) => {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
};

// The server sends the office's wall time with its offset; only the wall time is shown.
const wall = (iso) => new Date(iso.slice(0, 19) + 'Z');
const two = (n) => String(n).padStart(2, '0');
const hm = (iso) => { const d = wall(iso); return two(d.getUTCHours()) + ':' + two(d.getUTCMinutes()); };
const dayOf = (iso) => { const d = wall(iso); return t('weekday')[d.getUTCDay()] + ' ' + d.getUTCDate() + '/' + (d.getUTCMonth() + 1); };
const fullDay = (iso) => { const d = wall(iso); return t('weekday')[d.getUTCDay()] + ', ' + two(d.getUTCDate()) + '/' + two(d.getUTCMonth() + 1) + '/' + d.getUTCFullYear(); };
const size = (n) => n < 1024 ? n + ' B' : n < 1 << 20 ? Math.round(n / 1024) + ' KB' : (n / (1 << 20)).toFixed(1) + ' MB';

const TAGS = { bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre', blockquote: 'blockquote', expandable_blockquote: 'blockquote', spoiler: 'span', hashtag: 'span', mention: 'span', date_time: 'span' };

// startCode is the payload of a deep link to this bot, or null.
function startCode(link, bot) {
  const m = /^(?:https?:\/\/)?(?:t|telegram)\.me\/([A-Za-z0-9_]+)\?start=([A-Za-z0-9_-]{1,64})$/.exec(link);
  return m && m[1].toLowerCase() === bot.toLowerCase() ? m[2] : null;
}

function linkElement(link, bot, say) {
  const code = startCode(link, bot);
  const a = el('a', code ? 'deep' : '');
  if (code) {
    a.href = '#';
    a.addEventListener('click', (ev) => { ev.preventDefault(); ev.stopPropagation(); say('/start ' + code); });
    return a;
  }
  const href = /^https?:\/\//i.test(link) ? link : /^[a-z]+:/i.test(link) ? '' : 'https://' + link;
  if (href) { a.href = href; a.target = '_blank'; a.rel = 'noopener noreferrer'; }
  return a;
}

// formatted turns text and entities (UTF-16 offsets, like JavaScript's) into nodes of a fixed set of elements.
function formatted(text, entities, bot, say) {
  const make = (e) => {
    const part = text.slice(e.offset, e.offset + e.length);
    switch (e.type) {
      case 'url': return linkElement(part, bot, say);
      case 'text_link': return linkElement(e.url || '', bot, say);
      case 'email': { const a = el('a'); a.href = 'mailto:' + part; return a; }
      case 'bot_command': { const a = el('a'); a.href = '#'; a.addEventListener('click', (ev) => { ev.preventDefault(); say(part); }); return a; }
      default: return el(TAGS[e.type] || 'span', e.type);
    }
  };
  const walk = (from, to, list) => {
    const out = document.createDocumentFragment();
    let pos = from;
    while (list.length) {
      const e = list[0], begin = Math.max(e.offset, pos), end = Math.min(e.offset + e.length, to);
      if (begin >= to) break;
      if (end <= begin) { list = list.slice(1); continue; }
      out.append(text.slice(pos, begin));
      const node = make(e);
      node.append(walk(begin, end, list.slice(1).filter((x) => x.offset < end)));
      out.append(node);
      pos = end;
      if (node.tagName === 'BLOCKQUOTE' && text[pos] === '\n') pos++;
      list = list.slice(1).filter((x) => x.offset + x.length > pos);
    }
    if (pos < to) out.append(text.slice(pos, to));
    return out;
  };
  return walk(0, text.length, entities || []);
}
