/** SvcParamKey of an ECHConfigList (RFC 9848). */
const ECH = 5;
/** The version of ECHConfig that RFC 9849 defines. */
const ECH_VERSION = 0xfe0d;

/**
 * The public names of the ECH configurations in the data of an HTTPS record (RFC 9460 section 2.2, RFC 9849 section 4):
 * the names under which a server answers clients that do not encrypt their hello. Empty for damaged data.
 */
export function echPublicNames(data: Buffer): string[] {
  try {
    return [...publicNames(data)];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function* publicNames(data: Buffer): Generator<string> {
  // SvcPriority, then TargetName, which is never compressed.
  let at = 2;
  for (let length = data.readUInt8(at); length !== 0; length = data.readUInt8(at)) at += 1 + length;
  for (at += 1; at < data.length; ) {
    const key = data.readUInt16BE(at);
    const end = at + 4 + data.readUInt16BE(at + 2);
    if (end > data.length) throw new RangeError('end');
    if (key === ECH) yield* configNames(data.subarray(at + 4, end));
    at = end;
  }
}

function* configNames(list: Buffer): Generator<string> {
  for (let at = 2; at < list.length; ) {
    const version = list.readUInt16BE(at);
    const end = at + 4 + list.readUInt16BE(at + 2);
    if (end > list.length) throw new RangeError('end');
    // config_id, kem_id; public_key, cipher_suites; maximum_name_length; public_name.
    let field = at + 4 + 3;
    for (let vectors = 0; vectors < 2; vectors += 1) field += 2 + list.readUInt16BE(field);
    const length = list.readUInt8(field + 1);
    if (version === ECH_VERSION && field + 2 + length <= end)
      yield list.toString('latin1', field + 2, field + 2 + length);
    at = end;
  }
}
