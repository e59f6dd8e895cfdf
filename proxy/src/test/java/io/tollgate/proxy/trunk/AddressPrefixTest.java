package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0/24",
    "192.0.2.7, 192.0.2.7/32",
    "0.0.0.0/0, 0.0.0.0/0",
    "255.255.255.254/31, 255.255.255.254/31",
    "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1/128",
    "2001:db8:0:0:8000::/65, 2001:db8:0:0:8000:0:0:0/65",
    "::/0, 0:0:0:0:0:0:0:0/0",
  })
  void readsAndWrites(String text, String written) {
    assertThat(AddressPrefix.parse(text)).hasToString(written);
    assertThat(AddressPrefix.parse(written)).isEqualTo(AddressPrefix.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.0/24 | 192.0.2.255 | true",
        "192.0.2.0/24 | 192.0.3.0 | false",
        "0.0.0.0/0 | 203.0.113.9 | true",
        "0.0.0.0/0 | 2001:db8::1 | false",
        "::/0 | 2001:db8::1 | true",
        "::/0 | 192.0.2.1 | false",
        "2001:db8::/33 | 2001:db8:7fff::1 | true",
        "2001:db8::/33 | 2001:db8:8000::1 | false",
        "2001:db8:0:1:8000::/65 | 2001:db8:0:1:ffff::1 | true",
        "2001:db8:0:1:8000::/65 | 2001:db8:0:1:7fff::1 | false",
      })
  void contains(String prefix, String address, boolean expected) throws UnknownHostException {
    assertThat(AddressPrefix.parse(prefix).contains(InetAddress.getByName(address)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/24",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.02.1",
        "192.0.2.0.0/24",
        "1234",
        "2001:db8::g",
        ":::",
        "fe80::1%eth0",
        "*",
        "192.0.2.0 /24",
        " 192.0.2.0/24"
      })
  void refusesWhatIsNoAddressBlock(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressPrefix.parse(text))
        .withMessageContaining("is not an address block; write it as 192.0.2.0/24");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "192.0.2.0/024", "192.0.2.0/a/b"})
  void refusesBadLengths(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressPrefix.parse(text))
        .withMessageContaining("from 0 to 32 after the slash");
  }

  @Test
  void saysWhatWasMeantWhereBitsAreSetBeyondTheLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressPrefix.parse("192.0.2.1/24"))
        .withMessage(
            "'192.0.2.1/24' has bits beyond its prefix length;"
                + " write 192.0.2.0/24 for the block or 192.0.2.1 for the one address");
  }

  @Test
  void refusesIpv4InIpv6Notation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressPrefix.parse("::ffff:192.0.2.1"))
        .withMessageContaining("write it as 192.0.2.1");
  }
}
