package dev.barometer.survey.bounce;

/** Reports in the forms that common servers give them, written for these tests. */
final class ReportFixtures {
  private ReportFixtures() {}

  /** Postfix: says itself that it is an automatic reply, and folds its lines. */
  static String postfix(String to, String action, String status) {
    return """
        Return-Path: <>
        Delivered-To: %1$s
        Date: Mon, 23 Nov 2026 09:00:05 +0000 (UTC)
        From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: %1$s
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="4fXyZ2.1700000000/mx.example.net"
        Message-Id: <20261123090005.4fXyZ2@mx.example.net>

        This is a MIME-encapsulated message.

        --4fXyZ2.1700000000/mx.example.net
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mx.example.net.

        --4fXyZ2.1700000000/mx.example.net
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net
        X-Postfix-Queue-ID: 4fXyZ2
        Arrival-Date: Mon, 23 Nov 2026 09:00:01 +0000 (UTC)

        Final-Recipient: rfc822; ana@example.org
        Original-Recipient: rfc822;ana@example.org
        Action: %2$s
        Status: %3$s
        Remote-MTA: dns; mail.example.org
        Diagnostic-Code: smtp; 550 5.1.1 <ana@example.org>: Recipient address
            rejected: User unknown in virtual mailbox table

        --4fXyZ2.1700000000/mx.example.net
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers

        From: Service desk <desk@example.org>
        To: ana@example.org
        Subject: How did we do?

        --4fXyZ2.1700000000/mx.example.net--
        """
        .formatted(to, action, status);
  }

  /** Exchange: a page first, capitals of its own, and a comment behind the code. */
  static String exchange(String to) {
    return """
        From: <postmaster@example.org>
        To: <%s>
        Date: Mon, 23 Nov 2026 09:00:05 +0000
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="0c8a-ndr-5e"
        X-MS-Exchange-Message-Is-Ndr:
        Content-Language: en-US
        Message-ID: <c3f2@example.org>
        In-Reply-To: <1@desk.example.org>
        Subject: Undeliverable: How did we do?
        Auto-Submitted: auto-replied
        MIME-Version: 1.0

        --0c8a-ndr-5e
        Content-Type: multipart/alternative; differences=Content-Type;
        	boundary="7d1b-ndr-5e"

        --7d1b-ndr-5e
        Content-Type: text/plain; charset="us-ascii"
        Content-Transfer-Encoding: quoted-printable

        Your message to ana@example.org couldn't be delivered.

        --7d1b-ndr-5e
        Content-Type: text/html; charset="us-ascii"

        <html><body><b>Your message to ana@example.org couldn't be delivered.</b></body></html>

        --7d1b-ndr-5e--

        --0c8a-ndr-5e
        Content-Type: message/delivery-status

        Reporting-MTA: dns;FR1P.example.org
        Received-From-MTA: dns;mx.example.net
        Arrival-Date: Mon, 23 Nov 2026 09:00:03 +0000


        Final-Recipient: RFC822;ana@example.org
        Action: Failed
        Status: 5.1.10 (recipient not found)
        Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup


        --0c8a-ndr-5e
        Content-Type: message/rfc822

        From: Service desk <desk@example.org>
        To: ana@example.org
        Subject: How did we do?
        MIME-Version: 1.0
        Content-Type: text/plain

        Hello

        --0c8a-ndr-5e--
        """
        .formatted(to);
  }

  /** Gmail: the address only where it was delivered to, a picture, and an encoded part. */
  static String gmail(String to) {
    return """
        Delivered-To: %s
        MIME-Version: 1.0
        From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
        To: undisclosed-recipients:;
        Auto-Submitted: auto-replied
        Subject: Delivery Status Notification (Failure)
        References: <1@desk.example.org>
        X-Failed-Recipients: ana@example.org
        Content-Type: multipart/report; boundary="00000000000059e7"; report-type=delivery-status

        --00000000000059e7
        Content-Type: multipart/related; boundary="00000000000059ea"

        --00000000000059ea
        Content-Type: text/html; charset="UTF-8"

        <p>Address not found</p>
        --00000000000059ea
        Content-Type: image/png; name="icon.png"
        Content-Transfer-Encoding: base64
        Content-ID: <icon.png>

        iVBORw0KGgo=
        --00000000000059ea--
        --00000000000059e7
        Content-Type: message/delivery-status

        Reporting-MTA: dns; googlemail.example
        Arrival-Date: Mon, 23 Nov 2026 01:00:05 -0800 (PST)
        X-Original-Message-ID: <1@desk.example.org>

        Final-Recipient: rfc822; ana@example.org
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mail.example.org. (192.0.2.7, the server for the domain example.org.)
        Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
         550-5.1.1 double-checking the recipient's email address for typos or
         550 5.1.1 unnecessary spaces.
        Last-Attempt-Date: Mon, 23 Nov 2026 01:00:06 -0800 (PST)

        --00000000000059e7
        Content-Type: message/rfc822

        From: Service desk <desk@example.org>
        To: ana@example.org
        Subject: How did we do?

        Hello

        --00000000000059e7--
        """
        .formatted(to);
  }

  /** Of somebody on holiday, to the sender of the envelope as they should be. */
  static String holiday(String to) {
    return """
        From: Ana <ana@example.org>
        To: %s
        Subject: Out of office: How did we do?
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Until Monday. Status: 5.1.1
        """
        .formatted(to);
  }
}
