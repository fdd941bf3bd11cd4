// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.hybridface.cloud.device.DeviceShadow;
import org.hybridface.cloud.device.FullMailboxException;
import org.hybridface.cloud.device.MailboxReader;
import org.hybridface.cloud.device.UndeliverableException;

/**
 * Each device's mailbox behind an address {@code MAILBOX_URL/<thing>}: PATCH merges a document into it, as the shadow service does, GET reads the
 * whole. 413 says that it is full, 404 or 410 that there is no such device; any other status from 400 on is a failure that may pass. Thread safe.
 */
public final class HttpMailbox implements DeviceShadow, MailboxReader {

    private static final int GOOD = 400;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;

    /** As the function makes it: the address is the environment variable {@code MAILBOX_URL}. */
    public HttpMailbox() {
        this(Optional.ofNullable(System.getenv("MAILBOX_URL")).map(URI::create)
                .orElseThrow(() -> new IllegalStateException("set MAILBOX_URL to the address below which each device has its mailbox")));
    }

    HttpMailbox(URI address) {
        this.address = address;
    }

    @Override
    public void update(String thing, byte[] document) {
        HttpResponse<byte[]> answer = send(at(thing).header("Content-Type", "application/json").method("PATCH", HttpRequest.BodyPublishers.ofByteArray(document)));
        IOException why = new IOException("the mailbox answers " + answer.statusCode());
        switch (answer.statusCode()) {
            case TOO_LARGE -> throw new FullMailboxException(thing, why);
            case NOT_FOUND, GONE -> throw new UndeliverableException(thing, why);
            default -> {
                if (answer.statusCode() >= GOOD) {
                    throw new UncheckedIOException(why);
                }
            }
        }
    }

    @Override
    public Optional<byte[]> read(String thing) {
        HttpResponse<byte[]> answer = send(at(thing).GET());
        if (answer.statusCode() == NOT_FOUND || answer.statusCode() == GONE) {
            return Optional.empty();
        } else if (answer.statusCode() >= GOOD) {
            throw new UncheckedIOException(new IOException("the mailbox answers " + answer.statusCode()));
        }
        return Optional.of(answer.body());
    }

    /** A thing's name has letters, digits, and {@code :_-}: all of them may stand in an address. */
    private HttpRequest.Builder at(String thing) {
        return HttpRequest.newBuilder(URI.create(address + "/" + thing)).timeout(PATIENCE);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a mailbox was written", e);
        }
    }
}
