CREATE EXTERNAL TABLE events (
  user_id string,
  kind string,
  amount double,
  properties string
)
PARTITIONED BY (dt string)
STORED AS PARQUET
LOCATION 's3://example-warehouse/events/';

MSCK REPAIR TABLE events;

CREATE EXTERNAL TABLE users (
  user_id string,
  country string,
  signed_up string
)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION 's3://example-warehouse/users/';
