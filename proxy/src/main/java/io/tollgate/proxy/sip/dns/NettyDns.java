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
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Asks DNS with Netty's resolver, on a loop of its own: over UDP, and over TCP where an answer is
 * cut short. A server that does not answer, or not well, is followed by the next. That something
 * does not exist is an answer, which holds for as long as it says (RFC 2308).
 *
 * <p>For any thread. Nothing is cached here: whoever asks knows for how long he may keep it.
 */
public final class NettyDns implements DnsQueries, AutoCloseable {
  /** How long it holds that there are no records, where the answer does not say. */
  private static final Duration NO_RECORDS = Duration.ofSeconds(30);

  /** It never holds for longer: a record that is made meanwhile should be found soon. */
  private static final Duration NO_RECORDS_AT_MOST = Duration.ofMinutes(5);

  /** A record of the SOA type ends with five numbers; the last one is what we want. */
  private static final int SOA_MINIMUM_BYTES = 4;

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
            // A port of its own for each: who forges an answer has to guess that, too (RFC 5452).
            .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
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
    // Some servers fail on what they do not know: with an address of IPv4, that does no harm.
    CompletableFuture<Optional<Answer<InetAddress>>> six =
        ask(name, DnsRecordType.AAAA, NettyDns::readAddress)
            .thenApply(Optional::of)
            .exceptionallyCompose(
                failure ->
                    four.thenCompose(
                        found ->
                            found.records().isEmpty()
                                ? CompletableFuture.failedFuture(failure)
                                : CompletableFuture.completedFuture(Optional.empty())));
    return four.thenCombine(
        six, (found, other) -> other.map(sixth -> together(found, sixth)).orElse(found));
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
                      server.getAddress().getHostAddress()
                          + ':'
                          + server.getPort()
                          + " gives none about "
                          + type.name()
                          + " of "
                          + name,
                      asked.cause());
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
    if (response.isTruncated()) { // nor could it be asked over TCP (RFC 2181 §9)
      throw new IOException("cut short: " + type.name() + " of " + name);
    }
    if (isReferral(response)) {
      throw new IOException("only a referral: " + type.name() + " of " + name);
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
    return new Answer<>(
        records, records.isEmpty() ? withoutRecords(response) : Duration.ofSeconds(seconds));
  }

  /** It neither knows the name nor asks others for us, so it is not whom one should ask. */
  private static boolean isReferral(DnsResponse response) {
    return response.code().equals(DnsResponseCode.NOERROR)
        && response.count(DnsSection.ANSWER) == 0
        && !response.isAuthoritativeAnswer()
        && !response.isRecursionAvailable();
  }

  /** How long it holds that there are none: the lesser of the SOA's life and minimum. */
  private static Duration withoutRecords(DnsResponse response) {
    for (int i = 0; i < response.count(DnsSection.AUTHORITY); i++) {
      DnsRecord record = response.recordAt(DnsSection.AUTHORITY, i);
      if (record.type().equals(DnsRecordType.SOA)
          && record instanceof DnsRawRecord raw
          && raw.content().readableBytes() > SOA_MINIMUM_BYTES) {
        ByteBuf content = raw.content();
        long minimum = content.getUnsignedInt(content.writerIndex() - SOA_MINIMUM_BYTES);
        Duration said = Duration.ofSeconds(Math.min(minimum, record.timeToLive()));
        return said.compareTo(NO_RECORDS_AT_MOST) < 0 ? said : NO_RECORDS_AT_MOST;
      }
    }
    return NO_RECORDS;
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
