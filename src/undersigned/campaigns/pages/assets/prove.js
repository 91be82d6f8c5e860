// Looks for the number of an ALTCHA challenge: SHA-256(salt + number) is the hash given. A worker runs it, so typing is
// never held up; written out because crypto.subtle is missing on plain http, and slower for one hash at a time.
"use strict";
var K = new Int32Array(64);
var START = new Int32Array(8);
(function () {
  for (var n = 2, found = 0; found < 64; n++) {
    for (var d = 2; d * d <= n && n % d; d++);
    if (d * d <= n) continue;
    if (found < 8) START[found] = Math.floor((Math.sqrt(n) % 1) * 4294967296);
    K[found++] = Math.floor((Math.pow(n, 1 / 3) % 1) * 4294967296);
  }
})();
var W = new Int32Array(64);

function compress(state, words, from) {
  var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (var i = 0; i < 64; i++) {
    if (i < 16) W[i] = words[from + i];
    else {
      var x = W[i - 15], y = W[i - 2];
      W[i] = (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) + W[i - 7] +
        (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)) + W[i - 16] | 0;
    }
    var t = (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + h + K[i] + W[i] | 0;
    var u = (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) | (c & (a | b))) | 0;
    h = g; g = f; f = e; e = d + t | 0; d = c; c = b; b = a; a = t + u | 0;
  }
  state[0] = state[0] + a | 0; state[1] = state[1] + b | 0; state[2] = state[2] + c | 0; state[3] = state[3] + d | 0;
  state[4] = state[4] + e | 0; state[5] = state[5] + f | 0; state[6] = state[6] + g | 0; state[7] = state[7] + h | 0;
}

var state = new Int32Array(8);

function hash(bytes, length, words) {
  var blocks = ((length + 8) >> 6) + 1;
  for (var w = 0; w < blocks * 16; w++) words[w] = 0;
  for (var i = 0; i < length; i++) words[i >> 2] |= bytes[i] << (24 - (i & 3) * 8);
  words[length >> 2] |= 0x80 << (24 - (length & 3) * 8);
  words[blocks * 16 - 1] = length * 8;
  state.set(START);
  for (var b = 0; b < blocks; b++) compress(state, words, b * 16);
}

function solve(salt, target, most, tell) {
  var bytes = new Uint8Array(salt.length + 16), words = new Int32Array(((salt.length + 24 >> 6) + 2) * 16), wanted = new Int32Array(8);
  for (var i = 0; i < salt.length; i++) bytes[i] = salt.charCodeAt(i);
  for (var j = 0; j < 8; j++) wanted[j] = parseInt(target.substr(j * 8, 8), 16) | 0;
  for (var number = 0; number <= most; number++) {
    var digits = String(number);
    for (var k = 0; k < digits.length; k++) bytes[salt.length + k] = digits.charCodeAt(k);
    hash(bytes, salt.length + digits.length, words);
    if (state[0] === wanted[0] && state[1] === wanted[1] && state[2] === wanted[2] && state[3] === wanted[3] &&
        state[4] === wanted[4] && state[5] === wanted[5] && state[6] === wanted[6] && state[7] === wanted[7]) return number;
    if (number % 2000 === 1999) tell(number);
  }
  return -1;
}

self.onmessage = function (asked) {
  var told = asked.data;
  self.postMessage({ number: solve(told.salt, told.challenge, told.most, function (number) { self.postMessage({ tried: number }); }) });
};
