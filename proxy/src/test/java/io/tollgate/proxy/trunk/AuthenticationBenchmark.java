package io.tollgate.proxy.trunk;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Steps 2 and 3 of the life of an INVITE, who is it and may it, among 1,000 trunks in 100 accounts
 * and 100,000 address blocks; and how long a directory of that size takes to make.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx1g"})
public class AuthenticationBenchmark {
  private static final int TRUNKS = 1_000;
  private static final int BLOCKS = 100_000;
  private static final int REQUESTS = 1 << 14;
  private static final String REALM = "tollgate.test";
  private static final String URI = "sip:+43664123456@192.0.2.100:5060";
  private static final InetSocketAddress POINT = new InetSocketAddress("192.0.2.100", 5060);
  private static final DigestSettings DIGEST =
      new DigestSettings(
          REALM, List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256), Duration.ofHours(1));

  private final AdmissionControl admission = new AdmissionControl();
  private final List<Trunk> trunks = new ArrayList<>();
  private TrunkAuthenticator authenticator;
  private DigestAuthenticator digest;
  private Presented[] listed;
  private Presented[] withoutCredentials;
  private String nonce;
  private String md5Ha1;
  private String shaHa1;
  private int next;
  private int count;

  /** The trunks, half of them with lists, and requests of each. */
  @Setup
  public void make() throws UnknownHostException {
    for (int i = 0; i < TRUNKS; i++) {
      Account account = new Account("account" + i % 100, "deck", Account.MAX_CPS);
      boolean list = i % 2 == 0;
      trunks.add(
          Trunk.builder("trunk" + i, account, list ? AuthMode.LIST : AuthMode.DIGEST)
              .at(list ? blocks(i / 2) : List.of())
              .user(list ? Optional.empty() : Optional.of(user(i)))
              .cps(Account.MAX_CPS)
              .build());
    }
    TrunkDirectory directory = new TrunkDirectory(trunks);
    digest = new DigestAuthenticator(DIGEST, new SecureRandom());
    authenticator = new TrunkAuthenticator(() -> directory, digest);
    Random random = new Random(4);
    listed = new Presented[REQUESTS];
    withoutCredentials = new Presented[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      listed[i] = presented(address(random.nextInt(BLOCKS)), "+33123456789", List.of());
      withoutCredentials[i] = presented(address(BLOCKS + i), "+33123456789", List.of());
    }
    nonce = DigestClient.parameters(digest.challenges(false, 0).getFirst()).get("nonce");
    md5Ha1 = user(501).ha1(DigestAlgorithm.MD5).orElseThrow();
    shaHa1 = user(501).ha1(DigestAlgorithm.SHA_256).orElseThrow();
  }

  private static DigestUser user(int i) {
    return DigestUser.ofPassword("user" + i, REALM, "secret" + i, DIGEST.algorithms());
  }

  /** Every 500th block is this trunk's: addresses, and among them some blocks of 16. */
  private static List<AddressPrefix> blocks(int trunk) throws UnknownHostException {
    List<AddressPrefix> blocks = new ArrayList<>();
    for (int i = trunk; i < BLOCKS; i += TRUNKS / 2) {
      String length = i % 7 == 0 ? "/28" : "/32";
      blocks.add(AddressPrefix.parse(address(i).getHostAddress() + length));
    }
    return blocks;
  }

  private static InetAddress address(int i) throws UnknownHostException {
    return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(0x0A000000 + i * 16).array());
  }

  private static Presented presented(InetAddress from, String user, List<String> authorizations) {
    return new Presented(
        Arrival.udp(new InetSocketAddress(from, 5060), POINT),
        "INVITE",
        URI,
        "192.0.2.100",
        "+43664123456",
        user,
        "pbx.test",
        "",
        authorizations);
  }

  private Verdict admit(Presented presented) {
    TrunkVerdict verdict = authenticator.authenticate(presented, 1);
    if (verdict instanceof TrunkVerdict.Known(Trunk trunk)) {
      Verdict admitted = admission.admit(trunk, System.nanoTime());
      if (admitted instanceof Verdict.Admitted(var permit)) {
        permit.release();
      }
      return admitted;
    }
    throw new AssertionError(verdict);
  }

  /** By address. */
  @Benchmark
  public Verdict list() {
    return admit(listed[next++ & REQUESTS - 1]);
  }

  /** The challenge of who shows nothing. */
  @Benchmark
  public TrunkVerdict challenge() {
    return authenticator.authenticate(withoutCredentials[next++ & REQUESTS - 1], 1);
  }

  /** With credentials; the client's own work is {@link #clientMd5}'s. */
  @Benchmark
  public Verdict md5() {
    return admit(authorized(DigestAlgorithm.MD5, md5Ha1));
  }

  /** With credentials; the client's own work is {@link #clientSha256}'s. */
  @Benchmark
  public Verdict sha256() {
    return admit(authorized(DigestAlgorithm.SHA_256, shaHa1));
  }

  /** What of {@link #md5} is the client's work. */
  @Benchmark
  public Presented clientMd5() {
    return authorized(DigestAlgorithm.MD5, md5Ha1);
  }

  /** What of {@link #sha256} is the client's work. */
  @Benchmark
  public Presented clientSha256() {
    return authorized(DigestAlgorithm.SHA_256, shaHa1);
  }

  private Presented authorized(DigestAlgorithm algorithm, String ha1) {
    String nc = String.format("%08x", ++count);
    String response = algorithm.response(ha1, nonce, nc, "c0ffee", "INVITE", URI);
    String credentials =
        "Digest username=\"user501\", realm=\""
            + REALM
            + "\", nonce=\""
            + nonce
            + "\", uri=\""
            + URI
            + "\", response=\""
            + response
            + "\", algorithm="
            + algorithm.token()
            + ", cnonce=\"c0ffee\", qop=auth, nc="
            + nc;
    return presented(listed[0].address(), "user501", List.of(credentials));
  }

  /** A directory of all trunks and their 100,000 blocks. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public TrunkDirectory directory() {
    return new TrunkDirectory(trunks);
  }
}
