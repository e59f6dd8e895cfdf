package io.tollgate.proxy.call;

import java.util.Arrays;

/**
 * What a message carries, taken across from leg to leg as it is.
 *
 * @param contentType the Content-Type header's value; empty where there is no body
 * @param content the bytes; never changed after the body was made
 */
public record Body(String contentType, byte[] content) {
  /** No body. */
  public static final Body NONE = new Body("", new byte[0]);

  /** Whether there is none. */
  public boolean isEmpty() {
    return content.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body body
        && contentType.equals(body.contentType)
        && Arrays.equals(content, body.content);
  }

  @Override
  public int hashCode() {
    return 31 * contentType.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return isEmpty() ? "no body" : contentType + ", " + content.length + " bytes";
  }
}
