import type en from '../../en/commands/genkey.ts';

export default {
  description:
    'Crea una clave privada: RSA 2048 si no se pide otra, PKCS#8 en PEM, legible solo para su dueño. Nada que exista se reemplaza sin --force.',
  'flag.type': 'clase de clave (rsa)',
  'flag.bits': 'tamaño de una clave RSA (2048)',
  'flag.curve': 'curva de una clave EC (P-256); por sí sola equivale a --type ec',
  'flag.level': 'parámetros de una clave ML-DSA (65); por sí sola equivale a --type ml-dsa',
  'flag.form': 'contenedor: PKCS#8, el tradicional del tipo (PKCS#1, SEC1) o JWK',
  'flag.encoding': 'texto o bytes',
  'flag.encrypt': 'cifra la clave con una frase de contraseña (PBES2, AES-256, 600.000 vueltas)',
  'flag.public': 'escribe también la clave pública en este archivo',
  'flag.out': 'archivo para la clave privada; - es la salida estándar',
  'flag.force': 'reemplaza lo que ya exista',
  'example.plain': 'una clave RSA 2048 en server.key',
  'example.ec': 'una clave de curva elíptica, más pequeña y más rápida',
  'example.encrypt': 'una clave cifrada; se pide la frase de contraseña',
  'form.pkcs8': 'PKCS#8',
  'form.traditional': 'forma tradicional',
  'form.jwk': 'JWK en JSON',
  'made.plain': 'clave privada creada: {file} ({key}, {form}, solo tú puedes leerla)',
  'made.encrypted': 'clave privada cifrada creada: {file} ({key}, {form}, solo tú puedes leerla)',
  'made.public': 'y su clave pública: {file}',
  next: 'sigue con: {command}',
  progress: 'creando una clave {key}: tarda unos segundos',
  'prompt.new': 'Frase de contraseña nueva para {file}:',
  'prompt.again': 'La misma otra vez:',
} as const satisfies Record<keyof typeof en, string>;
