package io.tollgate.proxy.admission;

import java.util.List;

/**
 * Where bans outlive the process. Told on event loops and other threads: it must not block them.
 */
public interface BanBook {
  /** Keeps nothing. */
  BanBook NONE =
      new BanBook() {
        @Override
        public List<Ban> kept() {
          return List.of();
        }

        @Override
        public void banned(Ban ban) {}

        @Override
        public void lifted(String source) {}
      };

  /** The bans that were kept; asked once, at the start, when it may block. */
  List<Ban> kept();

  /** Keeps a ban in the place of an earlier one of the same source, soon. */
  void banned(Ban ban);

  /** Forgets a ban, soon. */
  void lifted(String source);
}
