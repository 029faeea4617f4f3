import { ByteReader } from '../bytes/reader.ts';

/** Reads a ProtocolNameList (RFC 7301, section 3.1). Names are bytes; they are given as Latin-1, which loses nothing. */
export function readProtocolNames(data: Buffer): string[] {
  const list = new ByteReader(data).vector(2, 'protocol_name_list');
  const names: string[] = [];
  while (list.remaining > 0) names.push(list.vector(1, 'protocol_name').rest().toString('latin1'));
  return names;
}
