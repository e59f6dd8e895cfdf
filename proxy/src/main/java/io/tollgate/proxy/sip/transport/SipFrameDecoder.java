package io.tollgate.proxy.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.tollgate.proxy.sip.transport.Unframeable.Why;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261 §18.3), each a {@code byte[]} of
 * its own, and answers keep-alives (RFC 5626 §4.4.1: an empty line twice is a ping, once a pong).
 * What cannot be cut comes out as one {@link Unframeable}, after which the rest is thrown away.
 *
 * <p>It never holds more than one message within its bounds, and what one read brought.
 */
final class SipFrameDecoder extends ByteToMessageDecoder {
  private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int UNKNOWN = -1;

  private final int longestHead;
  private final int longestBody;

  /** How much of the head has been looked at; its last line starts at {@link #lineStart}. */
  private int looked;

  private int lineStart;
  private int frameLength = UNKNOWN;
  private boolean halfPing;
  private boolean halfWay;
  private long begun;
  private boolean givenUp;

  SipFrameDecoder(StreamLimits limits) {
    this.longestHead = limits.head();
    this.longestBody = limits.body();
  }

  /** Whether a message has begun and not ended. */
  boolean isHalfWay() {
    return halfWay;
  }

  /** How many messages have begun. */
  long begun() {
    return begun;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (givenUp) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (!halfWay) {
      skipLineEnds(context, in);
      if (!startsMessage(in)) {
        return;
      }
      halfWay = true;
      begun++;
      halfPing = false;
    }
    if (frameLength == UNKNOWN && !findEnd(in, out)) {
      return;
    }
    if (in.readableBytes() >= frameLength) {
      byte[] message = new byte[frameLength];
      in.readBytes(message);
      startOver();
      out.add(message);
    }
  }

  private void startOver() {
    looked = 0;
    lineStart = 0;
    frameLength = UNKNOWN;
    halfWay = false;
  }

  /** Whether there is more than the first half of a line end. */
  private static boolean startsMessage(ByteBuf in) {
    return in.isReadable() && in.getByte(in.readerIndex()) != '\r';
  }

  private void skipLineEnds(ChannelHandlerContext context, ByteBuf in) {
    while (in.isReadable()) {
      byte next = in.getByte(in.readerIndex());
      if (next == '\n') {
        in.skipBytes(1); // sloppy, and no ping
      } else if (next != '\r') {
        return;
      } else if (in.readableBytes() == 1) {
        return; // its other half is on its way
      } else if (in.getByte(in.readerIndex() + 1) == '\n') {
        in.skipBytes(2);
        if (halfPing) {
          context.writeAndFlush(Unpooled.wrappedBuffer(PONG), context.voidPromise());
        }
        halfPing = !halfPing;
      } else {
        in.skipBytes(1);
      }
    }
  }

  /** Whether the end of the message is known now. */
  private boolean findEnd(ByteBuf in, List<Object> out) {
    int headEnd = headEnd(in);
    if (headEnd < 0 && looked <= longestHead) {
      return false;
    }
    if (headEnd < 0 || headEnd > longestHead) {
      giveUp(in, Why.HEAD_TOO_LARGE, out);
      return false;
    }
    byte[] head = ByteBufUtil.getBytes(in, in.readerIndex(), headEnd, true);
    int length = ContentLength.of(head, headEnd);
    if (length < 0) {
      giveUp(in, Why.NO_LENGTH, out);
      return false;
    }
    if (length > longestBody) {
      giveUp(in, Why.BODY_TOO_LARGE, out);
      return false;
    }
    frameLength = headEnd + length;
    return true;
  }

  /** Past the empty line that ends the head; −1 where it has not come yet. */
  private int headEnd(ByteBuf in) {
    int start = in.readerIndex();
    int end = in.readableBytes();
    while (looked < end && looked <= longestHead) {
      int lineEnd = in.indexOf(start + looked, start + end, (byte) '\n');
      if (lineEnd < 0) {
        looked = end;
        return -1;
      }
      int line = lineEnd - start - lineStart;
      boolean empty = line == 0 || line == 1 && in.getByte(lineEnd - 1) == '\r';
      looked = lineEnd - start + 1;
      lineStart = looked;
      if (empty) {
        return looked;
      }
    }
    return -1;
  }

  private void giveUp(ByteBuf in, Why why, List<Object> out) {
    int length = Math.min(in.readableBytes(), longestHead);
    byte[] head = ByteBufUtil.getBytes(in, in.readerIndex(), length, true);
    in.skipBytes(in.readableBytes());
    givenUp = true;
    halfWay = false;
    out.add(new Unframeable(why, head));
  }
}
