package dev.barometer.survey.invitation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of the link of an anonymous answer until it is counted. Its mark follows from the
 * link's secret, which is stored nowhere: so whoever reads the database does not find out whose
 * link it was.
 */
public final class SpentLink {
  /** The collection of the boxes that marks lie in. */
  public static final String BOXES = "anonymous_boxes";

  private SpentLink() {}

  public static String markOf(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(("spent " + secret).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The box that an answer to this invitation lies in. */
  public static String boxOf(InvitationDocument invitation) {
    return invitation.campaignId() + "|" + invitation.surveyId() + "|" + invitation.surveyVersion();
  }
}
