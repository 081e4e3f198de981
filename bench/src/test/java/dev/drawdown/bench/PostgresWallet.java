package dev.drawdown.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/// What a team would write instead: one row for each account, taken from by one `UPDATE`, with an
/// entry and the charge's key in the same transaction, over plain JDBC. Each thread has a
/// connection of its own.
///
/// It has one balance: no buckets that expire, no plans, no pools, no holds.
final class PostgresWallet implements Load.Caller, AutoCloseable {
  /// How a charge is sent.
  enum Way {
    /// As a framework does: the statements one after the other, and then the commit.
    STATEMENTS,
    /// All of it as one statement, which is its own transaction.
    ONE_STATEMENT
  }

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE wallet (account text PRIMARY KEY,"
              + " balance bigint NOT NULL CHECK (balance >= 0), version bigint NOT NULL)",
          "CREATE TABLE charge (account text, key text, action text NOT NULL, cost bigint NOT NULL,"
              + " at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (account, key))",
          "CREATE TABLE entry (account text, number bigint, kind text NOT NULL, key text NOT NULL,"
              + " change bigint NOT NULL, balance bigint NOT NULL,"
              + " at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (account, number))");

  private static final String KEY =
      "INSERT INTO charge (account, key, action, cost) VALUES (?, ?, 'run', 1)";
  private static final String TAKE =
      "UPDATE wallet SET balance = balance - 1, version = version + 1"
          + " WHERE account = ? AND balance >= 1 RETURNING version, balance";
  private static final String ENTRY =
      "INSERT INTO entry (account, number, kind, key, change, balance)"
          + " VALUES (?, ?, 'charge', ?, -1, ?)";
  private static final String ONE =
      "WITH kept AS (INSERT INTO charge (account, key, action, cost) VALUES (?, ?, 'run', 1)"
          + " ON CONFLICT DO NOTHING RETURNING account, key), taken AS (UPDATE wallet SET"
          + " balance = balance - 1, version = version + 1 FROM kept WHERE"
          + " wallet.account = kept.account AND balance >= 1 RETURNING wallet.account, version,"
          + " balance, key) INSERT INTO entry (account, number, kind, key, change, balance)"
          + " SELECT account, version, 'charge', key, -1, balance FROM taken";

  private final Way way;
  private final IntFunction<String> accounts;
  private final List<Session> sessions = new ArrayList<>();

  /// A connection with what it has prepared.
  private record Session(
      Connection connection,
      PreparedStatement key,
      PreparedStatement take,
      PreparedStatement entry,
      PreparedStatement one) {}

  private PostgresWallet(Way way, IntFunction<String> accounts) {
    this.way = way;
    this.accounts = accounts;
  }

  /// Makes the tables, which a server must not have yet.
  static void createTables(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
  }

  /// Opens a connection for each thread, and the accounts that they charge.
  static PostgresWallet open(String url, Way way, int threads, IntFunction<String> accounts)
      throws SQLException {
    PostgresWallet wallet = new PostgresWallet(way, accounts);
    for (int thread = 0; thread < threads; thread++) {
      Connection connection = DriverManager.getConnection(url);
      try (PreparedStatement account =
          connection.prepareStatement(
              "INSERT INTO wallet VALUES (?, 1000000000, 0) ON CONFLICT DO NOTHING")) {
        account.setString(1, accounts.apply(thread));
        account.executeUpdate();
      }
      connection.setAutoCommit(way == Way.ONE_STATEMENT);
      wallet.sessions.add(
          new Session(
              connection,
              connection.prepareStatement(KEY),
              connection.prepareStatement(TAKE),
              connection.prepareStatement(ENTRY),
              connection.prepareStatement(ONE)));
    }
    return wallet;
  }

  @Override
  public Runnable next(int thread) {
    Session session = sessions.get(thread);
    String account = accounts.apply(thread);
    String key = UUID.randomUUID().toString();
    return () -> {
      try {
        switch (way) {
          case STATEMENTS -> charge(session, account, key);
          case ONE_STATEMENT -> chargeAtOnce(session, account, key);
        }
      } catch (SQLException failed) {
        throw new IllegalStateException("a charge in PostgreSQL failed", failed);
      }
    };
  }

  private static void charge(Session session, String account, String key) throws SQLException {
    session.key().setString(1, account);
    session.key().setString(2, key);
    session.key().executeUpdate();
    session.take().setString(1, account);
    try (ResultSet taken = session.take().executeQuery()) {
      if (!taken.next()) {
        throw new SQLException("the balance of " + account + " doesn't cover a charge");
      }
      session.entry().setString(1, account);
      session.entry().setLong(2, taken.getLong(1));
      session.entry().setString(3, key);
      session.entry().setLong(4, taken.getLong(2));
      session.entry().executeUpdate();
    }
    session.connection().commit();
  }

  private static void chargeAtOnce(Session session, String account, String key)
      throws SQLException {
    session.one().setString(1, account);
    session.one().setString(2, key);
    if (session.one().executeUpdate() != 1) {
      throw new SQLException("nothing was taken from " + account);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Session session : sessions) {
      session.connection().close();
    }
  }
}
