package io.tollgate.proxy.admission;

import java.net.InetAddress;

/**
 * Looks at where something comes from before it is parsed, and is told what came of it. Called on
 * every loop, on the hot path: it neither blocks nor allocates without need.
 */
public interface SourceGuard {
  /** Lets everything in. */
  SourceGuard NONE =
      new SourceGuard() {
        @Override
        public boolean admits(InetAddress source, long nowNanos) {
          return true;
        }

        @Override
        public void silenced() {}

        @Override
        public void offended(InetAddress source, Offence offence, long nowNanos) {}

        @Override
        public void proved(InetAddress source, long nowNanos) {}
      };

  /**
   * Whether what this source sends is looked at; if not, it is met with silence, apart from what
   * belongs to a call that is there.
   */
  boolean admits(InetAddress source, long nowNanos);

  /** A message of a source that is not admitted was met with silence. */
  void silenced();

  /** The source did something that honest peers hardly do, or hardly do often. */
  void offended(InetAddress source, Offence offence, long nowNanos);

  /** The source has shown that it belongs to a trunk: its password was right. */
  void proved(InetAddress source, long nowNanos);
}
