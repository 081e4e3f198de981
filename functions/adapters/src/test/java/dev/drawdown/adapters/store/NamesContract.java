package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The longest names, the rarest characters and the largest numbers.
public interface NamesContract extends StoreUnderTest {
  @Test
  default void names_of_128_characters_are_read_back() {
    AccountId account = new AccountId(padded("auth0|a+b=c~1@x:" + UUID.randomUUID()));
    DocumentKey document = Sample.document(padded("lab:@._|+=~-"), padded("#"));
    Charge charge = Sample.charge(padded("KEY:@._|+=~-"), document);

    committed(Sample.opening(account), open(charge), keep(document, charge));

    assertThat(walletOf(account).owner()).isEqualTo(account);
    assertThat(stored(account, charge)).contains(charge);
    assertThat(keeping(account, document)).contains(charge);
  }

  @Test
  default void a_document_may_have_every_visible_character() {
    AccountId account = Sample.account();
    String visible =
        IntStream.range('!', 0x7f).mapToObj(Character::toString).collect(Collectors.joining());
    DocumentKey document = Sample.document("lab.analyze", visible);
    Charge charge = Sample.charge("k", document);

    committed(Sample.opening(account), open(charge), keep(document, charge));

    assertThat(keeping(account, document)).contains(charge);
  }

  @Test
  default void documents_with_the_keys_separator_are_distinguished() {
    AccountId account = Sample.account();
    DocumentKey document = Sample.document("lab", "7#8");
    Charge charge = Sample.charge("k", document);

    committed(Sample.opening(account), open(charge), keep(document, charge));

    assertThat(keeping(account, document)).contains(charge);
    assertThat(keeping(account, Sample.document("lab", "7"))).isEmpty();
    assertThat(keeping(account, Sample.document("lab", "7#"))).isEmpty();
    assertThat(keeping(account, Sample.document("la", "b#7#8"))).isEmpty();
  }

  @Test
  default void names_are_case_sensitive() {
    AccountId account = Sample.account();
    Charge charge = Sample.charge("k");

    committed(Sample.opening(account), open(charge));

    assertThat(stored(account, Sample.charge("K"))).isEmpty();
    assertThat(stored(new AccountId(account + "2"), charge)).isEmpty();
  }

  @Test
  default void the_largest_numbers_are_read_back() {
    Credits most = Credits.of(Long.MAX_VALUE);
    Bucket pack = Bucket.TopUp.granted(1, most, Sample.NOW);
    AccountWallet wallet =
        AccountWallet.unseen(Sample.account()).with(book -> book.posted(1, Sample.NOW).with(pack));
    Posting posting = new Posting(new BucketId(BucketKind.TOP_UP, Long.MAX_VALUE), -Long.MAX_VALUE);
    Cause cause = Cause.expiryOf(Long.MAX_VALUE);
    Entry entry = new Entry(1, Sample.NOW, EntryKind.GRANT, cause, List.of(posting), most);

    committed(new Journal<>(wallet, List.of(entry)));

    assertThat(walletOf(wallet.account())).isEqualTo(wallet);
    assertThat(store().ledgers().entriesAfter(WalletId.of(wallet.owner()), 0, 1))
        .containsExactly(entry);
  }

  private static String padded(String start) {
    return start + "x".repeat(128 - start.length());
  }

  private static Write open(Charge charge) {
    return new ChargeWrite.OpenCharge(charge);
  }

  private static Write keep(DocumentKey document, Charge charge) {
    ChargeId id = charge.id();
    return new ChargeWrite.KeepDocument(document, id, Optional.empty());
  }
}
