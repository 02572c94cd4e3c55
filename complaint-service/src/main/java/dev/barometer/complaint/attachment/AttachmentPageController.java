package dev.barometer.complaint.attachment;

import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** The forms beside the files of a case; each leads back to the case. */
@Controller
class AttachmentPageController {
  private static final String FORM = "/desk/attachments";

  private final AttachmentPublisher publisher;

  AttachmentPageController(AttachmentPublisher publisher) {
    this.publisher = publisher;
  }

  @PostMapping(FORM)
  String add(@RequestParam String complaint, HttpServletRequest request)
      throws IOException, ServletException {
    Part part = request.getPart("file");
    if (part == null || part.getSubmittedFileName() == null) {
      return back(complaint, "refused", "422");
    }
    try (InputStream body = part.getInputStream()) {
      publisher.take(complaint, DeskMemberReader.of(request), part.getSubmittedFileName(), body);
      return back(complaint, "attached", "");
    } catch (InvalidRequestException e) {
      return back(complaint, "refused", "422");
    } catch (ResponseStatusException e) {
      if (e.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
        throw e;
      }
      return back(complaint, "refused", Integer.toString(e.getStatusCode().value()));
    }
  }

  @PostMapping(FORM + "/remove")
  String remove(
      @RequestParam String complaint, @RequestParam int number, HttpServletRequest request) {
    publisher.remove(complaint, null, DeskMemberReader.of(request), number);
    return back(complaint, "removed", "");
  }

  private static String back(String complaint, String name, String value) {
    return "redirect:"
        + UriComponentsBuilder.fromPath("/desk/{id}")
            .queryParam(name, value)
            .fragment("files")
            .build(complaint);
  }
}
