package dev.barometer.frame.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * Links of pages to files get the address that tells their content. Spring's filter looks through
 * all jars for whatever a page links to, each time anew where it is no file; a page has dozens of
 * links, and two or three of them lead to files.
 */
final class FileLinksFilter extends ResourceUrlEncodingFilter {
  private static final Pattern FILE = Pattern.compile("/[\\w/.-]+\\.(css|js|svg|png|ico)");

  private final ObjectProvider<ResourceUrlProvider> files;

  /** Of files that there are, so not more than those. */
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  FileLinksFilter(ObjectProvider<ResourceUrlProvider> files) {
    this.files = files;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, new PageResponse((HttpServletResponse) response));
  }

  private final class PageResponse extends HttpServletResponseWrapper {
    PageResponse(HttpServletResponse response) {
      super(response);
    }

    @Override
    public String encodeURL(String link) {
      String address = FILE.matcher(link).matches() ? addressOf(link) : null;
      return super.encodeURL(address == null ? link : address);
    }
  }

  private @Nullable String addressOf(String link) {
    String known = addresses.get(link);
    if (known == null) {
      known = files.getObject().getForLookupPath(link);
      if (known != null) {
        addresses.put(link, known);
      }
    }
    return known;
  }
}
