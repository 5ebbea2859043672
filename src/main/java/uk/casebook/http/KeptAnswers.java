package uk.casebook.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers that everybody may read, for as long as the register is as it was: whoever asks the
 * same again is answered without asking the database more than its state.
 */
class KeptAnswers {

  /** In bytes. */
  private static final int MOST_IN_ALL = 32 << 20;

  private static final int MOST_OF_ONE = 1 << 20;
  private static final String ASKED = KeptAnswers.class.getName();

  private final RegisterMark register;
  private final Cache<Asked, Answer> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_IN_ALL)
          .weigher((Asked asked, Answer answer) -> answer.size() + asked.address().length())
          .build();

  /** What was asked of which state of the register. */
  private record Asked(String mark, String address, @Nullable String accept) {}

  KeptAnswers(RegisterMark register) {
    this.register = register;
  }

  /** Answers what has been asked before; the state is read first, so that no answer is too old. */
  @ServerRequestFilter
  public Optional<Response> answer(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (!reads
        || !path.startsWith("/v1")
        || waits(request)
        || request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
      return Optional.empty();
    }
    Asked asked =
        new Asked(
            register.mark(),
            request.getUriInfo().getRequestUri().toString(),
            request.getHeaderString(HttpHeaders.ACCEPT));
    request.setProperty(ASKED, asked);
    return Optional.ofNullable(kept.getIfPresent(asked))
        .map(answer -> Response.ok(answer, answer.type()).build());
  }

  /** Whoever waits for another state is not answered from this one. */
  private static boolean waits(ContainerRequestContext request) {
    return request.getUriInfo().getQueryParameters().containsKey("wait");
  }

  /** Keeps an answer, if it is one that everybody may have. */
  void keep(ContainerRequestContext request, Answer answer) {
    if (request.getProperty(ASKED) instanceof Asked asked && answer.size() <= MOST_OF_ONE) {
      kept.put(asked, answer);
    }
  }
}
