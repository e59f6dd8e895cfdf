package io.tollgate.proxy.sip.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.SourceGuard;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OffenceWatchTest {
  static Stream<Method> everything() {
    return Arrays.stream(SipObserver.class.getMethods());
  }

  /** Whatever the observer is told of in future, too. */
  @ParameterizedTest
  @MethodSource("everything")
  void passesEverythingOn(Method method) throws ReflectiveOperationException {
    List<String> heard = new ArrayList<>();
    SipObserver next =
        (SipObserver)
            Proxy.newProxyInstance(
                SipObserver.class.getClassLoader(),
                new Class<?>[] {SipObserver.class},
                (proxy, called, arguments) -> {
                  heard.add(called.getName() + Arrays.toString(arguments));
                  return null;
                });
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(OffenceWatchTest::some).toArray();
    method.invoke(new OffenceWatch(next, SourceGuard.NONE), arguments);
    assertThat(heard)
        .containsExactly(
            method.getName() + (arguments.length == 0 ? "null" : Arrays.toString(arguments)));
  }

  private static Object some(Class<?> type) {
    if (type == int.class) {
      return 7;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == long.class) {
      return 7L;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == LoopHoldings.class) {
      return new LoopHoldings(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
    throw new AssertionError("teach this test to make a " + type);
  }
}
