package io.tollgate.proxy.sip.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.tollgate.proxy.route.dns.DnsQueries;
import io.tollgate.proxy.route.dns.DnsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Asks DNS with Netty's resolver, on a loop of its own: over UDP, and over TCP where an answer is
 * cut short. A server that does not answer, or not well, is followed by the next.
 *
 * <p>For any thread. Nothing is cached here: whoever asks knows for how long he may keep it.
 */
public final class NettyDns implements DnsQueries, AutoCloseable {
  private static final Duration NO_RECORDS = Duration.ofSeconds(30);
  private static final long CLOSE_SECONDS = 2;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("dns", true), NioIoHandler.newFactory());
  private final DnsServerAddressStreamProvider servers;
  private final DnsNameResolver resolver;

  /** Makes something of a record's bytes. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(ByteBuf content) throws IOException;
  }

  /** Asks nobody yet. */
  public NettyDns(DnsSettings settings) {
    servers =
        settings.servers().isEmpty()
            ? DnsServerAddressStreamProviders.platformDefault()
            : new SequentialDnsServerAddressStreamProvider(
                settings.servers().toArray(InetSocketAddress[]::new));
    EventLoop loop = group.next();
    resolver =
        new DnsNameResolverBuilder(loop)
            .datagramChannelType(NioDatagramChannel.class)
            .socketChannelType(NioSocketChannel.class)
            .nameServerProvider(servers)
            .queryTimeoutMillis(settings.timeout().toMillis())
            .resolveCache(NoopDnsCache.INSTANCE)
            .build();
  }

  @Override
  public CompletionStage<Answer<Naptr>> naptr(String name) {
    return ask(name, DnsRecordType.NAPTR, NettyDns::readNaptr);
  }

  @Override
  public CompletionStage<Answer<Srv>> srv(String name) {
    return ask(name, DnsRecordType.SRV, NettyDns::readSrv);
  }

  @Override
  public CompletionStage<Answer<InetAddress>> addresses(String name) {
    CompletableFuture<Answer<InetAddress>> four = ask(name, DnsRecordType.A, NettyDns::readAddress);
    CompletableFuture<Answer<InetAddress>> six =
        ask(name, DnsRecordType.AAAA, NettyDns::readAddress);
    return four.thenCombine(six, NettyDns::together);
  }

  private static Answer<InetAddress> together(Answer<InetAddress> four, Answer<InetAddress> six) {
    List<InetAddress> all = new ArrayList<>(four.records());
    all.addAll(six.records());
    Duration life =
        four.records().isEmpty()
            ? six.life()
            : six.records().isEmpty() || four.life().compareTo(six.life()) < 0
                ? four.life()
                : six.life();
    return new Answer<>(all, life);
  }

  private <T> CompletableFuture<Answer<T>> ask(
      String name, DnsRecordType type, Reading<T> reading) {
    DnsServerAddressStream stream = servers.nameServerAddressStream(name);
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    ask(name, type, reading, stream, stream.size(), answer);
    return answer;
  }

  private <T> void ask(
      String name,
      DnsRecordType type,
      Reading<T> reading,
      DnsServerAddressStream stream,
      int left,
      CompletableFuture<Answer<T>> answer) {
    InetSocketAddress server = stream.next();
    resolver
        .query(server, new DefaultDnsQuestion(name.endsWith(".") ? name : name + '.', type))
        .addListener(
            asked -> {
              try {
                if (!asked.isSuccess()) {
                  throw new IOException(
                      server + " on " + type.name() + " of " + name, asked.cause());
                }
                @SuppressWarnings("unchecked")
                AddressedEnvelope<DnsResponse, InetSocketAddress> envelope =
                    (AddressedEnvelope<DnsResponse, InetSocketAddress>) asked.getNow();
                try {
                  answer.complete(read(envelope.content(), name, type, reading));
                } finally {
                  envelope.release();
                }
              } catch (IOException | RuntimeException e) {
                if (left > 1) {
                  ask(name, type, reading, stream, left - 1, answer);
                } else {
                  answer.completeExceptionally(e);
                }
              }
            });
  }

  private static <T> Answer<T> read(
      DnsResponse response, String name, DnsRecordType type, Reading<T> reading)
      throws IOException {
    DnsResponseCode code = response.code();
    if (!code.equals(DnsResponseCode.NOERROR) && !code.equals(DnsResponseCode.NXDOMAIN)) {
      throw new IOException(code + " for " + type.name() + " of " + name);
    }
    List<T> records = new ArrayList<>();
    long seconds = Long.MAX_VALUE;
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      DnsRecord record = response.recordAt(DnsSection.ANSWER, i);
      seconds = Math.min(seconds, record.timeToLive()); // of the aliases on the way, too
      if (record.type().equals(type) && record instanceof DnsRawRecord raw) {
        records.add(reading.read(raw.content().duplicate()));
      }
    }
    return new Answer<>(records, records.isEmpty() ? NO_RECORDS : Duration.ofSeconds(seconds));
  }

  private static Naptr readNaptr(ByteBuf content) {
    int order = content.readUnsignedShort();
    int preference = content.readUnsignedShort();
    String flags = text(content);
    String services = text(content);
    text(content); // the regular expression
    return new Naptr(order, preference, flags, services, name(content));
  }

  private static Srv readSrv(ByteBuf content) {
    return new Srv(
        content.readUnsignedShort(),
        content.readUnsignedShort(),
        content.readUnsignedShort(),
        name(content));
  }

  private static InetAddress readAddress(ByteBuf content) throws UnknownHostException {
    return InetAddress.getByAddress(ByteBufUtil.getBytes(content));
  }

  private static String text(ByteBuf content) {
    int length = content.readUnsignedByte();
    return content.readString(length, StandardCharsets.US_ASCII);
  }

  /** A name without the dot at its end; "." for the root. */
  private static String name(ByteBuf content) {
    String name = DefaultDnsRecordDecoder.decodeName(content);
    return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  @Override
  public void close() {
    resolver.close();
    group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
