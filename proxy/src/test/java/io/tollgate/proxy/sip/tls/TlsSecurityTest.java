package io.tollgate.proxy.sip.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.transport.ConnectionCensus;
import io.tollgate.proxy.sip.transport.EventLoops;
import io.tollgate.proxy.sip.transport.PeerChannel;
import io.tollgate.proxy.sip.transport.StreamInlet;
import io.tollgate.proxy.sip.transport.StreamLimits;
import io.tollgate.proxy.sip.transport.StreamPoint;
import io.tollgate.proxy.sip.transport.StreamSocket;
import io.tollgate.proxy.sip.transport.Unframeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge's TLS, met by another implementation of it: the JDK's own. */
class TlsSecurityTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final String MESSAGE = "OPTIONS sip:a SIP/2.0\r\nl: 0\r\n\r\n";
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @TempDir Path folder;

  private final BlockingQueue<InetSocketAddress> sources = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private TestCertificates certificates;
  private TlsSecurity security;
  private StreamSocket socket;
  private StreamPoint point;

  @BeforeEach
  void issue() {
    certificates = new TestCertificates(folder);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
  }

  private void listen(
      List<CertificateFiles> shown, boolean askClients, boolean must, Optional<String> carrierName)
      throws Exception {
    security =
        new TlsSecurity(
            new TlsPointSettings(
                shown,
                folder,
                askClients ? Optional.of(certificates.authority()) : Optional.empty(),
                must),
            shown,
            new TlsClientSettings(Optional.of(certificates.authority()), Optional.empty()),
            peer -> carrierName,
            Duration.ofSeconds(PATIENCE_SECONDS),
            Duration.ofSeconds(PATIENCE_SECONDS));
    EventLoops loops = new EventLoops(1, true);
    open.add(loops);
    socket =
        StreamSocket.open(
            Transport.TLS,
            loops,
            new InetSocketAddress(LOOPBACK, 0),
            security,
            StreamLimits.DEFAULT,
            new ConnectionCensus(StreamLimits.DEFAULT, peer -> true, peer -> false),
            new StreamInlet() {
              @Override
              public void received(byte[] message, InetSocketAddress source, Runnable taken) {
                taken.run();
                sources.add(source);
              }

              @Override
              public void unframeable(Unframeable what, InetSocketAddress source) {}
            });
    open.add(socket::close);
    point = new StreamPoint(null, socket, "127.0.0.1", 5061, Runnable::run, () -> {});
    socket.startAccepting();
  }

  private SSLContext jdk(Optional<CertificateFiles> shown) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", certificates.authorityCertificate());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (shown.isPresent()) {
      CertificateFiles.Loaded loaded = shown.get().load();
      own.setKeyEntry(
          "own", loaded.key(), new char[0], loaded.chain().toArray(X509Certificate[]::new));
    }
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private SSLSocket connect(SSLContext context, String protocol, String server) throws IOException {
    SSLSocket client =
        (SSLSocket) context.getSocketFactory().createSocket(LOOPBACK, socket.address().getPort());
    client.setSoTimeout(PATIENCE_SECONDS * 1000);
    client.setEnabledProtocols(new String[] {protocol});
    if (!server.isEmpty()) {
      SSLParameters parameters = client.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(server)));
      client.setSSLParameters(parameters);
    }
    client.startHandshake();
    return client;
  }

  private InetSocketAddress talk(SSLSocket client) throws Exception {
    client.getOutputStream().write(MESSAGE.getBytes(StandardCharsets.UTF_8));
    InetSocketAddress source = sources.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(source).isNotNull();
    point.channelTo(source).send("answer".getBytes(StandardCharsets.UTF_8));
    assertThat(new String(client.getInputStream().readNBytes(6), StandardCharsets.UTF_8))
        .isEqualTo("answer");
    return source;
  }

  private static List<String> shownBy(SSLSocket client) throws IOException {
    return PeerNames.of((X509Certificate) client.getSession().getPeerCertificates()[0]);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, EC", "TLSv1.3, EC", "TLSv1.2, RSA", "TLSv1.3, RSA"})
  void anotherImplementationTalksToIt(String protocol, String algorithm) throws Exception {
    listen(
        List.of(certificates.issueFor(algorithm, "edge", "dns:edge.test")),
        false,
        false,
        Optional.empty());
    try (SSLSocket client = connect(jdk(Optional.empty()), protocol, "")) {
      talk(client);
      assertThat(client.getSession().getProtocol()).isEqualTo(protocol);
      assertThat(client.getSession().getCipherSuite()).matches(".*(GCM|POLY1305).*");
    }
  }

  @Test
  void aSessionOfTls12IsTakenUpAgain() throws Exception {
    listen(List.of(certificates.issue("edge", "dns:edge.test")), false, false, Optional.empty());
    SSLContext context = jdk(Optional.empty());
    byte[] first;
    try (SSLSocket client = connect(context, "TLSv1.2", "")) {
      talk(client);
      first = client.getSession().getId();
    }
    try (SSLSocket client = connect(context, "TLSv1.2", "")) {
      talk(client);
      assertThat(client.getSession().getId()).isEqualTo(first).isNotEmpty();
    }
  }

  @Test
  void theNameThatIsAskedForDecidesWhatIsShown() throws Exception {
    listen(
        List.of(
            certificates.issue("first", "dns:first.test"),
            certificates.issue("second", "dns:second.test")),
        false,
        false,
        Optional.empty());
    for (String[] expected :
        new String[][] {
          {"", "first.test"},
          {"second.test", "second.test"},
          {"SECOND.test", "second.test"},
          {"other.test", "first.test"}
        }) {
      try (SSLSocket client = connect(jdk(Optional.empty()), "TLSv1.3", expected[0])) {
        assertThat(shownBy(client)).containsExactly(expected[1]);
      }
    }
  }

  @Test
  void filesThatChangeAreForLaterConnections() throws Exception {
    CertificateFiles shown = certificates.issue("edge", "dns:before.test");
    listen(List.of(shown), false, false, Optional.empty());
    SSLContext context = jdk(Optional.empty());
    try (SSLSocket before = connect(context, "TLSv1.3", "")) {
      talk(before);
      CertificateFiles next = certificates.issue("next", "dns:after.test");
      Files.move(next.certificate(), shown.certificate(), StandardCopyOption.REPLACE_EXISTING);
      assertThatThrownBy(security::reload)
          .isInstanceOf(TlsFileException.class)
          .hasMessageContaining("is not the key to");
      Files.move(next.key(), shown.key(), StandardCopyOption.REPLACE_EXISTING);
      security.reload();
      try (SSLSocket after = connect(context, "TLSv1.3", "")) {
        assertThat(shownBy(after)).containsExactly("after.test");
      }
      talk(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientIsKnownByItsCertificate(String protocol) throws Exception {
    listen(List.of(certificates.issue("edge", "dns:edge.test")), true, false, Optional.empty());
    CertificateFiles pbx = certificates.issue("pbx", "dns:pbx.test", "uri:sip:pbx.example");
    try (SSLSocket client = connect(jdk(Optional.of(pbx)), protocol, "")) {
      assertThat(point.identitiesOf(talk(client))).containsExactly("pbx.example");
    }
    try (SSLSocket client = connect(jdk(Optional.empty()), protocol, "")) {
      assertThat(point.identitiesOf(talk(client))).isEmpty();
    }
  }

  @Test
  void aClientWithoutTheCertificateThatItNeedsIsTurnedAway() throws Exception {
    listen(List.of(certificates.issue("edge", "dns:edge.test")), true, true, Optional.empty());
    assertThatThrownBy(
            () -> {
              try (SSLSocket client = connect(jdk(Optional.empty()), "TLSv1.2", "")) {
                client.getInputStream().read();
              }
            })
        .isInstanceOf(IOException.class); // an alert, or a reset where that comes first
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void oldVersionsAreNotSpoken(String protocol) throws Exception {
    listen(List.of(certificates.issue("edge", "dns:edge.test")), false, false, Optional.empty());
    assertThatThrownBy(() -> connect(jdk(Optional.empty()), protocol, ""))
        .isInstanceOf(Exception.class);
  }

  @Test
  void whoeverDoesNotSpeakTlsIsTurnedAway() throws Exception {
    listen(List.of(certificates.issue("edge", "dns:edge.test")), false, false, Optional.empty());
    try (Socket peer = new Socket(LOOPBACK, socket.address().getPort())) {
      peer.setSoTimeout(PATIENCE_SECONDS * 1000);
      peer.getOutputStream().write(MESSAGE.getBytes(StandardCharsets.UTF_8));
      try {
        peer.getInputStream().readAllBytes();
      } catch (SocketException reset) {
        // That is as good a goodbye.
      }
    }
    assertThat(sources).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // the carrier's certificate, the name that is meant (its address where none), whether it is met
    "dns:sip.carrier.test,   sip.carrier.test, true",
    "uri:sip:carrier.test,   carrier.test,     true",
    "ip:127.0.0.1,           '',               true",
    "dns:other.test,         sip.carrier.test, false",
    "dns:*.carrier.test,     sip.carrier.test, false",
    "dns:sip.carrier.test,   '',               false"
  })
  void aCarrierMustBeWhoIsMeant(String certificate, String meant, boolean met) throws Exception {
    listen(
        List.of(certificates.issue("edge", "dns:edge.test")),
        false,
        false,
        Optional.of(meant).filter(name -> !name.isEmpty()));
    SSLContext context = jdk(Optional.of(certificates.issue("carrier", certificate)));
    try (SSLServerSocket carrier =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, LOOPBACK)) {
      InetSocketAddress peer = new InetSocketAddress(LOOPBACK, carrier.getLocalPort());
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      Thread.ofVirtual().start(() -> hear(carrier, heard));
      PeerChannel channel = point.channelTo(peer);
      CountDownLatch broken = new CountDownLatch(1);
      AtomicReference<Unreachable> reason = new AtomicReference<>();
      channel.whenBroken(
          why -> {
            reason.set(why);
            broken.countDown();
          });
      channel.send("hello".getBytes(StandardCharsets.UTF_8));
      assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(met ? "hello" : "");
      if (!met) {
        assertThat(broken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(reason.get()).isEqualTo(Unreachable.TLS);
      }
    }
  }

  private static void hear(SSLServerSocket carrier, BlockingQueue<String> heard) {
    try (Socket accepted = carrier.accept()) {
      accepted.setSoTimeout(PATIENCE_SECONDS * 1000);
      heard.add(new String(accepted.getInputStream().readNBytes(5), StandardCharsets.UTF_8));
    } catch (IOException refused) {
      heard.add("");
    }
  }

  @Test
  void aCertificateOfOurOwnMakingIsKept() throws Exception {
    Path kept = folder.resolve("own");
    CertificateFiles made = SelfSigned.in(kept, "edge.test", Instant.now());
    assertThat(PeerNames.of(made.load().chain().getFirst()))
        .contains("edge.test", "localhost", "127.0.0.1");
    assertThat(Files.getPosixFilePermissions(made.key())).hasSize(2);
    byte[] before = Files.readAllBytes(made.certificate());
    SelfSigned.in(kept, "edge.test", Instant.now());
    assertThat(Files.readAllBytes(made.certificate())).isEqualTo(before);
    SelfSigned.in(kept, "edge.test", Instant.now().plus(Duration.ofDays(800)));
    assertThat(Files.readAllBytes(made.certificate())).isNotEqualTo(before);
  }
}
