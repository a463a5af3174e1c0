import type { ProbeDefinition } from '../../facts/code/probes.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Opening a database or describing what is stored in one, by its library's own names, whichever way the library came in. */
const PROBES: readonly ProbeDefinition[] = [
  {
    pattern:
      '\\b(?:MongoClient|MongoTemplate|MongoRepository|CosmosClient|CosmosContainer|CosmosRepository|CqlSession|DynamoDB(?:Client|Mapper|DocumentClient|AsyncClient|EnhancedClient)?|DynamoDbClient|AmazonDynamoDB\\w*|Scanamo|JdbcTemplate|JpaRepository|CrudRepository|ReactiveCrudRepository|PanacheRepository|EntityManager|SessionFactory|DataSource(?:Builder)?|RoomDatabase|SQLiteDatabase|NSPersistentContainer|ModelContainer|ElasticsearchClient|RestHighLevelClient|ElasticsearchRepository|DbContext|SqlConnection|NpgsqlConnection|MySqlConnection|IMongoCollection|TableClient|Datastore|mysqli|PDO)\\b|@(?:Entity|DynamoDBTable|DynamoDbBean|Document\\(|Container\\()',
    words: [
      'MongoClient',
      'MongoTemplate',
      'MongoRepository',
      'CosmosClient',
      'CosmosContainer',
      'CosmosRepository',
      'CqlSession',
      'DynamoDB',
      'DynamoDBClient',
      'DynamoDBMapper',
      'DynamoDbClient',
      'AmazonDynamoDB',
      'AmazonDynamoDBClientBuilder',
      'Scanamo',
      'JdbcTemplate',
      'JpaRepository',
      'CrudRepository',
      'ReactiveCrudRepository',
      'PanacheRepository',
      'EntityManager',
      'SessionFactory',
      'DataSource',
      'DataSourceBuilder',
      'RoomDatabase',
      'SQLiteDatabase',
      'NSPersistentContainer',
      'ModelContainer',
      'ElasticsearchClient',
      'RestHighLevelClient',
      'ElasticsearchRepository',
      'DbContext',
      'SqlConnection',
      'NpgsqlConnection',
      'MySqlConnection',
      'IMongoCollection',
      'TableClient',
      'Datastore',
      'mysqli',
      'PDO',
      'Entity',
      'DynamoDBTable',
      'DynamoDbBean',
      'Document',
      'Container',
    ],
    languages: ['java', 'kotlin', 'scala', 'groovy', 'csharp', 'swift', 'php', 'javascript', 'typescript'],
  },
  {
    pattern:
      '\\b(?:psycopg2?|asyncpg|pymysql|MySQLdb|sqlite3|cx_Oracle|oracledb|pyodbc|aiosqlite|mysql\\.connector)\\.(?:connect|create_pool)|\\bcreate_(?:async_)?engine\\s*\\(|\\b(?:Async\\w*)?(?:Mongo(?:Motor)?|Cosmos|Motor)Client\\s*\\(|\\b(?:client|resource)\\s*\\(\\s*[\'"]dynamodb|\\bCluster\\(\\[|\\bmodels\\.Model\\b|\\bdeclarative_base\\(|\\bDeclarativeBase\\b|\\bSQLModel\\b|\\bElasticsearch\\s*\\(|\\bdynamodb\\b',
    words: [
      'psycopg',
      'psycopg2',
      'asyncpg',
      'pymysql',
      'MySQLdb',
      'sqlite3',
      'cx_Oracle',
      'oracledb',
      'pyodbc',
      'aiosqlite',
      'mysql',
      'create_engine',
      'create_async_engine',
      'MongoClient',
      'AsyncMongoClient',
      'AsyncIOMotorClient',
      'CosmosClient',
      'dynamodb',
      'Cluster',
      'Model',
      'declarative_base',
      'DeclarativeBase',
      'SQLModel',
      'Elasticsearch',
    ],
    languages: ['python'],
  },
  {
    pattern:
      '\\bsql\\.Open\\s*\\(|\\b(?:sqlx|pgx|pgxpool)\\.(?:Connect|Open|New)\\w*\\s*\\(|\\bgorm\\.Open\\s*\\(|\\bmongo\\.(?:Connect|NewClient)\\s*\\(|\\bdynamodb\\.New|\\bgocql\\.|\\bent\\.Open\\s*\\(|\\bbolt\\.Open\\s*\\(|\\bbadger\\.Open\\s*\\(|\\bfirestore\\.NewClient|\\bdatastore\\.NewClient',
    words: [
      'sql',
      'sqlx',
      'pgx',
      'pgxpool',
      'gorm',
      'mongo',
      'dynamodb',
      'gocql',
      'ent',
      'bolt',
      'badger',
      'firestore',
      'datastore',
    ],
    languages: ['go'],
  },
  {
    pattern:
      '\\b(?:Pg|MySql|Sqlite|Any)(?:Pool|Connection)(?:Options)?\\b|\\btokio_postgres::|\\bdeadpool_postgres::|\\brusqlite::|\\bConnection::open\\b|\\bdiesel::|\\bsqlx::|\\bsea_orm::|\\bmongodb::',
    words: [
      'PgPool',
      'PgPoolOptions',
      'PgConnection',
      'MySqlPool',
      'MySqlConnection',
      'SqlitePool',
      'SqliteConnection',
      'AnyPool',
      'tokio_postgres',
      'deadpool_postgres',
      'rusqlite',
      'Connection',
      'diesel',
      'sqlx',
      'sea_orm',
      'mongodb',
    ],
    languages: ['rust'],
  },
  {
    pattern:
      '\\bActiveRecord::(?:Base|Migration|Schema)\\b|\\bApplicationRecord\\b|\\bSequel\\.connect|\\bMongoid::|\\bSQLite3::Database|\\bPG\\.connect|\\bMysql2::Client|\\bAws::DynamoDB|\\bEcto\\.(?:Repo|Schema|Migration)\\b|\\bopenDatabase\\s*\\(|\\bcreatePool\\s*\\(|\\bmongoose\\.(?:connect|model|Schema)|\\bnew\\s+(?:Pool|PrismaClient|Sequelize|Knex)\\b|\\bcollection\\s*\\(\\s*[\'"]\\w+|\\bdrizzle\\s*\\(|\\bgetFirestore\\b|\\bcreateClient\\s*\\(\\s*process\\.env\\.\\w*SUPABASE',
    words: [
      'ActiveRecord',
      'ApplicationRecord',
      'Sequel',
      'Mongoid',
      'SQLite3',
      'PG',
      'Mysql2',
      'Aws',
      'Ecto',
      'openDatabase',
      'createPool',
      'mongoose',
      'Pool',
      'PrismaClient',
      'Sequelize',
      'Knex',
      'drizzle',
      'getFirestore',
      'createClient',
    ],
    languages: ['ruby', 'elixir', 'javascript', 'typescript', 'dart'],
  },
];

/** Scripts and what configuration management copies elsewhere are not the software itself. */
const ASIDE =
  /(?:^|\/)(?:scripts?|tools?|hack|bin|dev\w*|ci|build|contrib|website|docs?|site|ansible|roles|salt|seeds?)\//i;

/** Whether the source opens a database or describes what is stored in one. */
export const opensDatabase: Check = {
  name: 'opens-database',
  probes: PROBES,
  run: (view) =>
    found(
      PROBES.flatMap((probe) => view.facts.code.hits(probe))
        .filter((hit) => view.here(hit.path) && !ASIDE.test(hit.path))
        .map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })),
    ),
};
