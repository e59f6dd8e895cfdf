package io.tollgate.proxy.config;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a text file that say something, one after the other: without blank ones, comments
 * ({@code #} to the end of a line), spaces and tabs around them, CR before LF, and a byte order
 * mark. They are shown as bytes in a buffer that is used again, so that a hundred thousand of them
 * are no garbage.
 *
 * <p>Not safe for use by several threads.
 */
final class EntryLines {
  /** A line's longest length in bytes, with its comment. */
  static final int LONGEST = 0xFFFF;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int MEBIBYTE = 1024 * 1024;

  private final InputStream in;
  private final int mostMebibytes;
  private final byte[] buffer = new byte[LONGEST + 1];
  private long read;
  private int filled;
  private int nextLine;
  private int number;
  private int from;
  private int end;
  private boolean atEnd;

  /**
   * The lines of what is read there.
   *
   * @param mostMebibytes how much may be read before it is too much
   */
  EntryLines(InputStream in, int mostMebibytes) {
    this.in = in;
    this.mostMebibytes = mostMebibytes;
  }

  /**
   * Goes on to the next line that says something.
   *
   * @return whether there is one
   * @throws IllegalArgumentException where a line or the file is too long; the message says {@code
   *     problem; remedy}, {@link #number} the line
   */
  boolean next() throws IOException {
    do {
      if (!nextLine()) {
        return false;
      }
      trim();
    } while (from == end);
    return true;
  }

  /** Sets {@code from} and {@code end} about the next line, without what follows a {@code #}. */
  private boolean nextLine() throws IOException {
    number++;
    int comment = -1;
    from = nextLine;
    for (int at = from; ; at++) {
      if (at == filled) {
        at -= from;
        comment -= comment < 0 ? 0 : from;
        fill();
        from = 0;
        if (at == filled) {
          nextLine = filled;
          end = comment < 0 ? filled : comment;
          return filled > 0;
        }
      }
      byte b = buffer[at];
      if (b == '\n') {
        nextLine = at + 1;
        end = comment < 0 ? at : comment;
        return true;
      }
      if (b == '#' && comment < 0) {
        comment = at;
      }
    }
  }

  /** Moves the line that has begun to the front, and reads what goes on behind it. */
  private void fill() throws IOException {
    filled -= from;
    System.arraycopy(buffer, from, buffer, 0, filled);
    if (filled == buffer.length) {
      throw new IllegalArgumentException(
          "the line has more than %d bytes; write one block a line".formatted(LONGEST));
    }
    int more = atEnd ? -1 : in.read(buffer, filled, buffer.length - filled);
    atEnd = more < 0;
    filled += Math.max(more, 0);
    read += Math.max(more, 0);
    if (read > (long) mostMebibytes * MEBIBYTE) {
      throw new IllegalArgumentException(
          "the file has more than %d MiB; make several lists of it".formatted(mostMebibytes));
    }
  }

  private void trim() {
    if (number == 1 && startsWithMark()) {
      from += BYTE_ORDER_MARK.length;
    }
    while (from < end && isSpace(buffer[from])) {
      from++;
    }
    while (from < end && isSpace(buffer[end - 1])) {
      end--;
    }
  }

  private boolean startsWithMark() {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (from + i >= end || buffer[from + i] != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** The number of the line that was gone on to, or could not be, from 1. */
  int number() {
    return number;
  }

  /** Where the line is: its bytes from {@link #from} to {@link #end}, until the next call. */
  byte[] bytes() {
    return buffer;
  }

  /** Where its first byte is. */
  int from() {
    return from;
  }

  /** Where its last byte was. */
  int end() {
    return end;
  }
}
