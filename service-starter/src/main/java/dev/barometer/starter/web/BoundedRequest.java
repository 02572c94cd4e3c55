package dev.barometer.starter.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request whose body is bounded; one that came as gzip is shown as if it had come inflated. */
final class BoundedRequest extends HttpServletRequestWrapper {

  /** Makes the body on the way to its first byte. */
  @FunctionalInterface
  interface Bounding {
    BoundedBody bound(ServletInputStream raw);
  }

  private final Bounding bounding;
  private final Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private @Nullable BoundedBody body;

  BoundedRequest(HttpServletRequest request, boolean zipped, Bounding bounding) {
    super(request);
    this.bounding = bounding;
    if (zipped) {
      // They tell of the bytes on the wire, not of what is read here.
      hidden.add(HttpHeaders.CONTENT_ENCODING);
      hidden.add(HttpHeaders.CONTENT_LENGTH);
    }
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = bounding.bound(super.getInputStream());
    }
    return body;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String encoding = getCharacterEncoding();
    Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    return new BufferedReader(new InputStreamReader(getInputStream(), charset));
  }

  @Override
  public int getContentLength() {
    return hidden.isEmpty() ? super.getContentLength() : -1;
  }

  @Override
  public long getContentLengthLong() {
    return hidden.isEmpty() ? super.getContentLengthLong() : -1;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return hidden.contains(name) ? null : super.getHeader(name);
  }

  @Override
  public int getIntHeader(String name) {
    return hidden.contains(name) ? -1 : super.getIntHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return hidden.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream()
            .filter(name -> !hidden.contains(name))
            .toList());
  }
}
