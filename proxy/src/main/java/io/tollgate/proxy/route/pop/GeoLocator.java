package io.tollgate.proxy.route.pop;

import io.tollgate.proxy.trunk.AddressTable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places callers on the map: by the configured ranges, else by the database in force. Unknown
 * addresses are nowhere; so are private and local ones, unless the settings say that the database
 * knows these.
 *
 * <p>Any thread may ask; answers are remembered in bounded memory, without locks. A place of the
 * file that is damaged counts as unknown.
 */
public final class GeoLocator {
  private static final Logger LOG = LoggerFactory.getLogger(GeoLocator.class);
  private static final int REMEMBERED = 4096;

  private final AddressTable<GeoPoint> ranges;
  private final boolean ofPrivate;
  private volatile Snapshot snapshot = new Snapshot(GeoDatabase.empty());

  /** A database, and what it has answered. */
  private static final class Snapshot {
    private final GeoDatabase database;
    private final AtomicReferenceArray<Answer> answers = new AtomicReferenceArray<>(REMEMBERED);
    private volatile boolean damageTold;

    Snapshot(GeoDatabase database) {
      this.database = database;
    }
  }

  private record Answer(InetAddress address, Optional<GeoPoint> point) {}

  /** A locator without a database yet. */
  public GeoLocator(GeoSettings settings) {
    this.ranges = new AddressTable<>(settings.ranges());
    this.ofPrivate = settings.ofPrivate();
  }

  /**
   * One with its database.
   *
   * @throws IOException where that cannot be read; the message names it
   */
  public static GeoLocator open(GeoSettings settings) throws IOException {
    GeoLocator locator = new GeoLocator(settings);
    if (settings.database().isPresent()) {
      try {
        locator.use(GeoDatabase.open(settings.database().get()));
      } catch (IOException e) {
        throw new IOException(settings.database().get() + ": " + e.getMessage(), e);
      }
    }
    return locator;
  }

  /** Asks this database from now on. */
  public void use(GeoDatabase database) {
    snapshot = new Snapshot(database);
  }

  /** What is asked. */
  public GeoDatabase database() {
    return snapshot.database;
  }

  /** Where an address is; empty where nobody knows. */
  public Optional<GeoPoint> locate(InetAddress address) {
    Optional<GeoPoint> configured = ranges.find(address);
    if (configured.isPresent()) {
      return configured;
    }
    if (!ofPrivate && !isPublic(address)) {
      return Optional.empty();
    }
    Snapshot now = snapshot;
    int slot = (address.hashCode() * 0x9E3779B1 >>> 20) & (REMEMBERED - 1);
    Answer known = now.answers.get(slot);
    if (known == null || !known.address.equals(address)) {
      known = new Answer(address, ask(now, address));
      now.answers.set(slot, known);
    }
    return known.point;
  }

  private static Optional<GeoPoint> ask(Snapshot now, InetAddress address) {
    try {
      return now.database.find(address);
    } catch (RuntimeException e) {
      if (!now.damageTold) {
        now.damageTold = true;
        LOG.error(
            "geo database {} is damaged, what cannot be read is unknown: {}",
            now.database,
            e.getMessage());
      }
      return Optional.empty();
    }
  }

  private static boolean isPublic(InetAddress address) {
    boolean uniqueLocal =
        address instanceof Inet6Address v6 && (v6.getAddress()[0] & 0xFE) == 0xFC; // RFC 4193
    return !(uniqueLocal
        || address.isSiteLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress());
  }
}
