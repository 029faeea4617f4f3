import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peer } from '../../../support/peers.ts';
import { type AcceptsClient, askAtOnce } from './client.ts';

/** The JDK's own TLS with the host name check of HTTPS. */
const CLIENT = `
import java.io.*;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.*;
import javax.net.ssl.*;

public class Client {
  public static void main(String[] args) throws Exception {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    try (InputStream in = new FileInputStream(args[0])) {
      roots.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] target = line.split(" ");
      int port = Integer.parseInt(target[0]);
      try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
          .createSocket(new Socket("127.0.0.1", port), target[1], port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        System.out.println("ok");
      } catch (Exception error) {
        System.out.println(String.valueOf(error.getMessage()).replace('\\n', ' '));
      }
    }
  }
}
`;

export const java: AcceptsClient = {
  client: 'java',
  // A source file is run by the compiler's module, which a JRE lacks.
  peers: ['javac'],
  ask(cases, rootFile, folder) {
    const source = join(folder, 'Client.java');
    writeFileSync(source, CLIENT);
    return askAtOnce(cases, join(peer('javac')!, '..', 'java'), ['-XX:TieredStopAtLevel=1', source, rootFile]);
  },
};
