package dev.barometer.complaint.attachment;

import dev.barometer.complaint.cases.Attachment;
import dev.barometer.complaint.cases.Attachments;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The files at a case, for who sees the case; a file is handed out to be kept, never shown. */
@RestController
@Tag(name = "Attachments")
class AttachmentController {
  private static final String ALL = "/api/complaints/{id}/attachments";
  private static final String ONE = ALL + "/{number}";
  private static final String TAKEN = "It is kept at the case";
  private static final String FULL = "The case has as many as it may";

  private final AttachmentPublisher publisher;
  private final MovePublisher moves;

  AttachmentController(AttachmentPublisher publisher, MovePublisher moves) {
    this.publisher = publisher;
    this.moves = moves;
  }

  /** A file. */
  record AttachmentView(
      int number, String name, String type, long size, String sha256, Instant at, String who) {

    static AttachmentView of(Attachment file) {
      return new AttachmentView(
          file.number(),
          file.name(),
          file.type(),
          file.size(),
          file.sha256(),
          file.at(),
          file.who());
    }
  }

  /** All of a case: there are few. */
  record AttachmentList(List<AttachmentView> items) {}

  /** What a form holds, for the API document. */
  record FileForm(@Schema(format = "binary") String file) {}

  @GetMapping(ALL)
  @Operation(summary = "The files at a case")
  AttachmentList all(@PathVariable String id, HttpServletRequest request) {
    Case found = moves.find(id, DeskMemberReader.of(request));
    return new AttachmentList(Attachments.of(found).stream().map(AttachmentView::of).toList());
  }

  @PostMapping(path = ALL, consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Operation(
      summary = "Brings a file to a case",
      description = "The same bytes under the same name are kept once.")
  @ApiResponse(responseCode = "201", description = TAKEN)
  @ApiResponse(responseCode = "409", description = FULL)
  ResponseEntity<AttachmentView> bytes(
      @PathVariable String id,
      @Parameter(description = "What it is called; its ending says what it is") @RequestParam
          String name,
      HttpServletRequest request)
      throws IOException {
    publisher.requireShort(request.getContentLengthLong());
    return created(
        id, publisher.take(id, DeskMemberReader.of(request), name, request.getInputStream()));
  }

  /** A form with the part {@code file}. */
  @PostMapping(path = ALL, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Brings a file to a case",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                      schema = @Schema(implementation = FileForm.class))))
  @ApiResponse(responseCode = "201", description = TAKEN)
  @ApiResponse(responseCode = "409", description = FULL)
  ResponseEntity<AttachmentView> form(@PathVariable String id, HttpServletRequest request)
      throws IOException, ServletException {
    Part part = request.getPart("file");
    if (part == null || part.getSubmittedFileName() == null) {
      throw new InvalidRequestException("file", "is required");
    }
    try (InputStream body = part.getInputStream()) {
      return created(
          id, publisher.take(id, DeskMemberReader.of(request), part.getSubmittedFileName(), body));
    }
  }

  private static ResponseEntity<AttachmentView> created(String id, Attachment file) {
    URI address = UriComponentsBuilder.fromPath(ONE).build(id, file.number());
    return ResponseEntity.created(address).body(AttachmentView.of(file));
  }

  @GetMapping(path = ONE, produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Operation(summary = "One file, to be kept by who asks and never shown")
  @ApiResponse(
      responseCode = "200",
      description = "Its bytes",
      content = @Content(schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<Resource> one(
      @PathVariable String id, @PathVariable int number, HttpServletRequest request) {
    Attachment file = publisher.find(id, DeskMemberReader.of(request), number);
    ContentDisposition named =
        ContentDisposition.attachment().filename(file.name(), StandardCharsets.UTF_8).build();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(file.size())
        .header(HttpHeaders.CONTENT_DISPOSITION, named.toString())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .body(new InputStreamResource(publisher.open(id, file)));
  }

  @DeleteMapping(ONE)
  @Operation(summary = "Removes a file; that it was there stays in the history")
  @ApiResponse(responseCode = "204", description = "It is removed")
  @ApiResponse(responseCode = "412", description = "The case was changed since it was read")
  ResponseEntity<Void> remove(
      @PathVariable String id,
      @PathVariable int number,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    Case after =
        publisher.remove(id, IfMatch.revision(ifMatch), DeskMemberReader.of(request), number);
    return ResponseEntity.status(HttpStatus.NO_CONTENT).eTag(IfMatch.tag(after.revision())).build();
  }
}
