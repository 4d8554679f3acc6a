package org.changecontrol.problem.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes no body larger than its door needs: 32 MB where files come in, 4 MB elsewhere. Counts while
 * the body is read and keeps none of it. Stands before sign-in: an oversized body is refused
 * whoever sends it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit extends OncePerRequestFilter {

  static final long FILES = 32L << 20;
  static final long OTHERS = 4L << 20;

  private final ProblemWriter problems;

  BodyLimit(ProblemWriter problems) {
    this.problems = problems;
  }

  static long limit(HttpServletRequest request) {
    String path = ProblemWriter.path(request);
    boolean files =
        ProblemWriter.isForApi(request)
            && (path.equals("/api/imports") || path.endsWith("/attachments"));
    return files ? FILES : OTHERS;
  }

  static String sentence(long limit) {
    return "The body is larger than the " + (limit >> 20) + " MB that are taken here.";
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long limit = limit(request);
    if (request.getContentLengthLong() > limit) {
      refuse(request, response, limit);
      return;
    }
    if (request.getContentLengthLong() >= 0) {
      chain.doFilter(request, response);
      return;
    }
    Counted counted = new Counted(request, limit);
    try {
      chain.doFilter(counted, response);
    } catch (IOException | ServletException | RuntimeException e) {
      if (!counted.exceeded() || response.isCommitted()) {
        throw e;
      }
    }
    if (counted.exceeded() && !response.isCommitted()) {
      refuse(request, response, limit);
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, long limit)
      throws IOException {
    response.reset();
    if (ProblemWriter.isForApi(request)) {
      problems.write(request, response, HttpStatus.PAYLOAD_TOO_LARGE, sentence(limit));
    } else {
      problems.writeForEngine(response, HttpStatus.PAYLOAD_TOO_LARGE, "TooLarge", sentence(limit));
    }
  }

  /** A body of unknown length, counted as it is read. */
  private static final class Counted extends HttpServletRequestWrapper {

    private final long limit;
    private @Nullable CountingStream stream;
    private @Nullable BufferedReader reader;

    Counted(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    boolean exceeded() {
      return stream != null && stream.read > limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (stream == null) {
        stream = new CountingStream(super.getInputStream(), limit);
      }
      return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      if (reader == null) {
        String encoding =
            Objects.requireNonNullElse(getCharacterEncoding(), StandardCharsets.UTF_8.name());
        reader =
            new BufferedReader(new InputStreamReader(getInputStream(), Charset.forName(encoding)));
      }
      return reader;
    }
  }

  /**
   * Refuses in the middle of the body as every refusal is told, so that each door finds its own
   * words for it.
   */
  private static final class CountingStream extends ServletInputStream {

    private final ServletInputStream body;
    private final long limit;
    private long read;

    CountingStream(ServletInputStream body, long limit) {
      this.body = body;
      this.limit = limit;
    }

    private int counted(int bytes) {
      if (bytes > 0) {
        read += bytes;
        if (read > limit) {
          throw new TooLarge(sentence(limit));
        }
      }
      return bytes;
    }

    @Override
    public int read() throws IOException {
      int one = body.read();
      counted(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return counted(body.read(into, offset, length));
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
