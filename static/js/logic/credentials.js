// Passkeys between the server, which speaks JSON, and the browser, which speaks bytes. By hand: browsers that are a few
// years old have passkeys and nothing that translates them.

export function bytesOf(text) {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

export function textOf(buffer) {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const withBytes = (credentials) => (credentials || []).map((each) => ({ ...each, id: bytesOf(each.id) }));

// What navigator.credentials.create and .get take, of what the server asks for.
export function optionsOf({ publicKey }) {
  const options = { ...publicKey, challenge: bytesOf(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: bytesOf(publicKey.user.id) };
  if (publicKey.excludeCredentials) options.excludeCredentials = withBytes(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) options.allowCredentials = withBytes(publicKey.allowCredentials);
  return { publicKey: options };
}

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

// What the server reads, of what the browser gave.
export function answerOf(credential) {
  const { id, rawId, type, response, authenticatorAttachment } = credential;
  const given = PARTS.filter((part) => response[part]).map((part) => [part, textOf(response[part])]);
  return {
    id,
    rawId: textOf(rawId),
    type,
    authenticatorAttachment,
    response: Object.fromEntries(given),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}
