import assert from "node:assert/strict";
import test from "node:test";

import { answerOf, bytesOf, optionsOf, textOf } from "../../static/js/logic/credentials.js";

test("bytes go there and back, with the two signs that addresses have", () => {
  const bytes = [251, 255, 0, 62, 63];
  assert.equal(textOf(Uint8Array.from(bytes)), "-_8APj8");
  assert.deepEqual([...bytesOf("-_8APj8")], bytes);
});

test("what the server asks for becomes bytes where the browser wants them", () => {
  const { publicKey } = optionsOf({
    publicKey: { challenge: "AQI", rp: { id: "localhost" }, user: { id: "Aw", name: "alice" }, excludeCredentials: [{ id: "BA" }] },
  });
  assert.deepEqual([...publicKey.challenge], [1, 2]);
  assert.deepEqual([...publicKey.user.id], [3]);
  assert.equal(publicKey.user.name, "alice");
  assert.deepEqual([...publicKey.excludeCredentials[0].id], [4]);
  assert.equal("allowCredentials" in publicKey, false);
});

test("what the browser gives becomes text, and what it lacks is left out", () => {
  const answer = answerOf({
    id: "AQ",
    rawId: Uint8Array.from([1]),
    type: "public-key",
    authenticatorAttachment: "platform",
    response: { clientDataJSON: Uint8Array.from([2]), signature: Uint8Array.from([3]), userHandle: null },
    getClientExtensionResults: () => ({ credProps: { rk: true } }),
  });
  assert.deepEqual(answer.response, { clientDataJSON: "Ag", signature: "Aw" });
  assert.deepEqual(answer.clientExtensionResults, { credProps: { rk: true } });
});
