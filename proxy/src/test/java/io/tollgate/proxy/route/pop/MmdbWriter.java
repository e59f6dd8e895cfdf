package io.tollgate.proxy.route.pop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small MMDB files (MaxMind DB format 2.0): IPv6 trees, IPv4 below ::/96. */
public final class MmdbWriter {
  private static final int EMPTY = -1;

  private final List<int[]> nodes = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** The offsets of entries, by what stands in the tree: −2 and below. */
  private final List<Integer> offsets = new ArrayList<>();

  public MmdbWriter() {
    nodes.add(new int[] {EMPTY, EMPTY});
  }

  /** Adds a network; one must not be within another. */
  public MmdbWriter put(String address, int length, Map<String, Object> entry) {
    offsets.add(data.size());
    value(data, entry);
    int leaf = -1 - offsets.size();
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    byte[] bits = new byte[16];
    System.arraycopy(bytes, 0, bits, 16 - bytes.length, bytes.length);
    int depth = bytes.length == 4 ? length + 96 : length;
    int node = 0;
    for (int i = 0; i < depth; i++) {
      int side = bits[i / 8] >> (7 - i % 8) & 1;
      if (i == depth - 1) {
        nodes.get(node)[side] = leaf;
      } else {
        if (nodes.get(node)[side] == EMPTY) {
          nodes.add(new int[] {EMPTY, EMPTY});
          nodes.get(node)[side] = nodes.size() - 1;
        }
        node = nodes.get(node)[side];
      }
    }
    return this;
  }

  public Path write(Path file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      record(out, node[0]);
      record(out, node[1]);
    }
    out.writeBytes(new byte[16]);
    out.writeBytes(data.toByteArray());
    out.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
    out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", 1_700_000_000L);
    metadata.put("database_type", "Test");
    metadata.put("description", Map.of("en", "test"));
    metadata.put("ip_version", 6);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", (long) nodes.size());
    metadata.put("record_size", 24);
    value(out, metadata);
    try {
      return Files.write(file, out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void record(ByteArrayOutputStream out, int content) {
    int record =
        content == EMPTY
            ? nodes.size()
            : content < EMPTY ? nodes.size() + 16 + offsets.get(-2 - content) : content;
    out.write(record >> 16);
    out.write(record >> 8);
    out.write(record);
  }

  private static void value(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        control(out, 2, bytes.length);
        out.writeBytes(bytes);
      }
      case Double number -> {
        control(out, 3, 8);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case Float number -> {
        control(out, 15, 4);
        out.writeBytes(ByteBuffer.allocate(4).putFloat(number).array());
      }
      case Integer number -> {
        control(out, 5, 2);
        out.writeBytes(ByteBuffer.allocate(2).putShort(number.shortValue()).array());
      }
      case Long number -> {
        control(out, 9, 8);
        out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
      }
      case Map<?, ?> map -> {
        control(out, 7, map.size());
        map.forEach(
            (key, member) -> {
              value(out, key);
              value(out, member);
            });
      }
      case List<?> list -> {
        control(out, 11, list.size());
        list.forEach(item -> value(out, item));
      }
      default -> throw new IllegalArgumentException("no MMDB type for " + value);
    }
  }

  private static void control(ByteArrayOutputStream out, int type, int size) {
    if (size > 28) {
      throw new IllegalArgumentException("longer than this writer writes");
    }
    out.write((type < 8 ? type << 5 : 0) | size);
    if (type >= 8) {
      out.write(type - 7);
    }
  }
}
