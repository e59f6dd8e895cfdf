package io.tollgate.proxy.sip.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.tollgate.proxy.sip.transport.StreamSecurity;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * TLS on one listening point, in both directions. Its files can be read again at any time:
 * connections that are there keep what they have, later ones get the new certificates.
 *
 * <p>Safe for use by any thread; only {@link #reload} reads files.
 */
public final class TlsSecurity implements StreamSecurity {
  private static final int LONGEST_CLIENT_HELLO = 16 << 10;

  private final TlsPointSettings point;
  private final List<CertificateFiles> shown;
  private final TlsClientSettings client;
  private final Function<InetSocketAddress, Optional<String>> expectedNames;
  private final Duration acceptPatience;
  private final Duration connectPatience;
  private volatile Contexts contexts;

  /** What is in force. */
  private record Contexts(SslContext first, Map<String, SslContext> byName, SslContext client) {
    SslContext forServer(String name) {

      return name == null ? first : byName.getOrDefault(name.toLowerCase(Locale.ROOT), first);
    }
  }

  /**
   * TLS with these settings.
   *
   * @param shown the certificates of the listening point, at least one
   * @param expectedNames the host that a peer of ours must prove to be; where it says nothing, the
   *     peer's address is what its certificate must be for
   * @param acceptPatience how long a client may take for its handshake
   * @param connectPatience how long a server may
   * @throws TlsFileException where a file cannot be used
   */
  public TlsSecurity(
      TlsPointSettings point,
      List<CertificateFiles> shown,
      TlsClientSettings client,
      Function<InetSocketAddress, Optional<String>> expectedNames,
      Duration acceptPatience,
      Duration connectPatience)
      throws TlsFileException {
    this.point = point;
    this.shown = List.copyOf(shown);
    this.client = client;
    this.expectedNames = expectedNames;
    this.acceptPatience = acceptPatience;
    this.connectPatience = connectPatience;
    this.contexts = read();
  }

  /** The files that it is made of. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>();
    shown.forEach(
        pair -> {
          files.add(pair.certificate());
          files.add(pair.key());
        });
    point.clientAuthorities().ifPresent(files::add);
    client.authorities().ifPresent(files::add);
    client
        .certificate()
        .ifPresent(
            pair -> {
              files.add(pair.certificate());
              files.add(pair.key());
            });
    return files;
  }

  /**
   * Reads the files again, and puts them in force all together.
   *
   * @throws TlsFileException where one cannot be used; then all stays as it was
   */
  public void reload() throws TlsFileException {
    contexts = read();
  }

  private Contexts read() throws TlsFileException {
    List<SslContext> servers = new ArrayList<>();
    Map<String, SslContext> byName = new HashMap<>();
    for (CertificateFiles files : shown) {
      CertificateFiles.Loaded loaded = files.load();
      SslContext context =
          TlsContexts.server(loaded, point.clientAuthorities(), point.clientsMustShow());
      servers.add(context);
      PeerNames.of(loaded.chain().getFirst()).forEach(name -> byName.putIfAbsent(name, context));
    }
    return new Contexts(servers.getFirst(), Map.copyOf(byName), TlsContexts.client(client));
  }

  @Override
  public boolean isPlain() {
    return false;
  }

  @Override
  public void secureAccepted(Channel channel) {
    Contexts now = contexts;
    long patience = acceptPatience.toMillis();
    channel
        .pipeline()
        .addLast(
            new SniHandler(now::forServer, LONGEST_CLIENT_HELLO, patience) {
              @Override
              protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
                SslHandler handler = super.newSslHandler(context, allocator);
                handler.setHandshakeTimeoutMillis(patience);
                return handler;
              }
            });
  }

  @Override
  public void secureOpened(Channel channel, InetSocketAddress peer) {
    Optional<String> name = expectedNames.apply(peer);
    String host = name.orElseGet(() -> peer.getAddress().getHostAddress());
    SSLEngine engine = contexts.client.newEngine(channel.alloc(), host, peer.getPort());
    if (name.isPresent()) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      engine.setSSLParameters(parameters);
    }
    SslHandler handler = new SslHandler(engine);
    handler.setHandshakeTimeoutMillis(connectPatience.toMillis());
    channel.pipeline().addLast(handler);
  }

  @Override
  public List<String> identities(Channel channel) {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    if (handler == null) {
      return List.of();
    }
    try {
      Certificate[] chain = handler.engine().getSession().getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate certificate
          ? PeerNames.of(certificate)
          : List.of();
    } catch (SSLPeerUnverifiedException e) {
      return List.of(); // it showed none
    }
  }
}
