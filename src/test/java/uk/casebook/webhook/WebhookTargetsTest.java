package uk.casebook.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTargetsTest {

  private static final WebhookTargets PUBLIC = allowing();

  @BeforeAll
  static void nameHosts() {
    TestResolver.know("public.test", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c");
    TestResolver.know("private.test", "10.0.0.1");
    TestResolver.know("half.test", "93.184.215.14", "10.0.0.1");
    TestResolver.know("nat64.test", "64:ff9b::5db8:d70e");
  }

  private static WebhookTargets allowing(String... entries) {
    return new WebhookTargets(new TestResolver(), Optional.of(List.of(entries)));
  }

  private static void assertRefused(WebhookTargets targets, String url, String code) {
    assertThatExceptionOfType(RefusedTargetException.class)
        .isThrownBy(() -> targets.resolve(url))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://public.test",
        "https://PUBLIC.test/path?query=1",
        "https://public.test:8443/",
        "https://93.184.215.14/",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "https://nat64.test/"
      })
  void sendsToTheInternet(String url) throws Exception {
    assertThat(PUBLIC.resolve(url).addresses()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[::ffff:0:10.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b:1::10.0.0.1]",
        "[100::1]",
        "[2001::1]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[2001:db8::1]",
        "[2002:0a00:0001::1]",
        "[2002:7f00:0001::1]",
        "[3fff::1]",
        "[fc00::1]",
        "[fd12:3456:789a::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]"
      })
  void refusesAddressesThatAreNotOfTheInternet(String host) {
    assertRefused(PUBLIC, "https://" + host + "/", "address-refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2400::1",
        "2a00:1450:4009::1",
        "64:ff9b::9.9.9.9"
      })
  void knowsWhereReservedNetworksEnd(String address) throws UnknownHostException {
    assertThat(WebhookTargets.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://private.test/", "https://half.test/", "https://private.test:8443"})
  void refusesNamesThatMeanSuchAnAddressAmongOthers(String url) {
    assertRefused(PUBLIC, url, "address-refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://2130706433/",
        "https://017700000001/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://0177.0.0.1/",
        "https://010.0.0.1/",
        "https://127.0.0.1./",
        "https://public.test.1/",
        "https://256.256.256.256/",
        "https://[fe80::1%25eth0]/"
      })
  void refusesAddressesInFormsThatProgramsReadDifferently(String url) {
    assertRefused(PUBLIC, url, "malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://",
        "https:///path",
        "https://user@public.test/",
        "https://user:password@public.test/",
        "https://public.test@private.test/",
        "https://public.test/#fragment",
        "https://public.test\\@private.test/",
        "https://bücher.test/",
        "https://under_score.test/",
        "https://public.test/a b",
        "ftp://public.test/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//public.test/",
        "public.test"
      })
  void refusesWhatIsNoAddressOfAHost(String url) {
    assertRefused(PUBLIC, url, "malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "http://public.test/, not-https",
    "http://unknown.test/, not-https",
    "https://public.test:80/, port-refused",
    "https://public.test:22/, port-refused",
    "https://public.test:0/, port-refused"
  })
  void refusesOtherSchemesAndPorts(String url, String code) {
    assertRefused(PUBLIC, url, code);
  }

  @Test
  void tellsAHostThatNobodyKnowsFromOneThatIsRefused() {
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> PUBLIC.resolve("https://unknown.test/"));
  }

  @ParameterizedTest
  @CsvSource({
    "private.test, http://private.test:9000/",
    "Private.Test, https://private.test/",
    "10.0.0.0/8, http://private.test:9000/",
    "10.0.0.0/8, https://half.test/",
    "10.0.0.0/8, http://10.1.2.3:81/",
    "10.1.2.3, http://10.1.2.3/",
    "::1/128, http://[::1]:9000/"
  })
  void sendsWhereTheOperatorAllows(String entry, String url) {
    assertThatCode(() -> allowing("other.test", entry).resolve(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, http://half.test/, not-https",
    "10.0.0.0/8, https://half.test:9000/, port-refused",
    "10.0.0.0/8, https://127.0.0.1/, address-refused",
    "public.test, https://private.test/, address-refused",
    "private.test, https://a.private.test/, unknown"
  })
  void allowsNothingElseWithIt(String entry, String url, String code) {
    if (code.equals("unknown")) {
      assertThatExceptionOfType(UnknownHostException.class)
          .isThrownBy(() -> allowing(entry).resolve(url));
    } else {
      assertRefused(allowing(entry), url, code);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "hosts/8", "10.0.0.0/", "::1/129", "/8"})
  void doesNotStartWithANetworkThatIsNone(String entry) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> allowing(entry))
        .withMessageContaining("is no network");
  }
}
