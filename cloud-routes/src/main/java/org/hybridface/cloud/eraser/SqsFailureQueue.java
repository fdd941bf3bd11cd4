// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/**
 * A queue of Amazon SQS, read through from end to end: what was looked at is hidden until the end has come, and shown again then. An empty answer to a
 * long poll is the end, since it asks all of the queue's servers (SQS developer guide, "Short and long polling"). Thread safe.
 */
public final class SqsFailureQueue implements FailureQueue {

    private static final int MOST_AT_ONCE = 10;
    private static final int LONG_POLL_SECONDS = 1;

    /** As long as the function may run through it; longer than a run of {@code lambda-timeout-seconds} by default. */
    private static final Duration HIDDEN = Duration.ofSeconds(60);

    private final Supplier<SqsClient> sqs;
    private final String url;

    private SqsFailureQueue(Supplier<SqsClient> sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /** @param url the queue's; {@code none} for none */
    public static Optional<FailureQueue> of(Supplier<SqsClient> sqs, String url) {
        return url.equals("none") ? Optional.empty() : Optional.of(new SqsFailureQueue(sqs, url));
    }

    @Override
    public int delete(Predicate<String> unwanted) {
        return through(unwanted, message -> sqs.get().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())), false).size();
    }

    @Override
    public List<String> find(Predicate<String> wanted) {
        return through(wanted, message -> { }, true);
    }

    private List<String> through(Predicate<String> which, Consumer<Message> action, boolean showAgain) {
        List<Message> hidden = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try {
            for (List<Message> batch = next(); !batch.isEmpty(); batch = next()) {
                for (Message message : batch) {
                    boolean one = which.test(message.body());
                    if (one) {
                        found.add(message.body());
                        action.accept(message);
                    }
                    if (!one || showAgain) {
                        hidden.add(message);
                    }
                }
            }
        } finally {
            hidden.forEach(this::show);
        }
        return found;
    }

    private List<Message> next() {
        return sqs.get().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(MOST_AT_ONCE).waitTimeSeconds(LONG_POLL_SECONDS)
                .visibilityTimeout((int) HIDDEN.toSeconds())).messages();
    }

    private void show(Message message) {
        try {
            sqs.get().changeMessageVisibility(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
        } catch (ReceiptHandleIsInvalidException e) {
            // Somebody else has it by now.
            return;
        }
    }
}
